"""Two roads for the same messages: the network and the parcel."""

"""What happens to disks: copied, put back, lost."""

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from tests.journeys.sync.world import World, some_laptop

MOST_LAPTOPS = 6


class DiskRules(World):
    """Images, clones, restores."""

    @rule(i=some_laptop)
    def take_image(self, i: int) -> None:
        self.images.append((i % len(self.laptops), self.at(i).image()))

    @precondition(lambda self: self.images)
    @rule(k=st.integers(0, 9), clone=st.booleans())
    def put_back(self, k: int, clone: bool) -> None:
        """Into the same machine; or into another, and then two machines believe that they are the same."""
        i, image = self.images[k % len(self.images)]
        if not clone:
            self.lost |= set(self.laptops[i].log().values())
            self.laptops[i] = self.laptops[i].put_back(image)
        elif len(self.laptops) < MOST_LAPTOPS:
            self.laptops.append(self.laptops[i].put_back(image, self.new_path()))

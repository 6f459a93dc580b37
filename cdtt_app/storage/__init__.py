"""The local encrypted database; sqlite-utils and the cipher are seen by nobody else."""

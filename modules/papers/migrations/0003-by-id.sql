-- A paper is opened by its own id; locks papers against writing while the index is made.
create index paper_by_id on papers.paper (paper_id);

-- Inductive together, beside the ranges of the types.

invariant "D1 no mapping outlives the file"
  (node = REMOVED) -> forall p: process do !proc[p].mapped end;

invariant "D3 an atomic nr_mmapped is right at all times"
  true -> (nr_mmapped = mapped_files());

ruleset i: process do
invariant ""
  !isundefined(proc[i].fd);
end;

ruleset i: process do
invariant ""
  !isundefined(proc[i].mapped);
end;

ruleset i: file do
invariant ""
  open_file[i].is_open | (!open_file[i].mmapped);
end;

ruleset i: process; j: file do
invariant ""
  open_file[j].is_open | (isundefined(proc[i].file) | (proc[i].file != j));
end;

ruleset i: process do
invariant ""
  (proc[i].at != NO_PROCESS) | isundefined(proc[i].file);
end;

ruleset i: process; j: file do
invariant ""
  isundefined(open_file[j].mutex) | (open_file[j].mutex != i) | (proc[i].at != USER);
end;

ruleset i: process; j: file do
invariant ""
  isundefined(open_file[j].mutex) | (open_file[j].mutex != i) | ((!isundefined(proc[i].file)) & (proc[i].file = j));
end;

ruleset i: process do
invariant ""
  (proc[i].at != COUNT) | proc[i].fd;
end;

ruleset i: process do
invariant ""
  (proc[i].at != PUT_ACTIVE) | proc[i].fd;
end;

ruleset i: process do
invariant ""
  (!isundefined(proc[i].file)) | (!proc[i].fd);
end;

ruleset i: process do
invariant ""
  proc[i].at != ADD;
end;

ruleset i: process do
invariant ""
  proc[i].at != POPULATE;
end;

ruleset i: file do
invariant ""
  !open_file[i].unlinks;
end;

ruleset i: process do
invariant ""
  (!isundefined(proc[i].file)) | (!proc[i].mapped);
end;

ruleset i: process do
invariant ""
  proc[i].vma | (!proc[i].mapped);
end;

ruleset i: process do
invariant ""
  (node != REMOVED) | (proc[i].at != POPULATE_LINKED);
end;

ruleset i: process do
invariant ""
  (proc[i].at != POPULATE_LINKED) | (!isundefined(proc[i].file));
end;

ruleset i: process do
invariant ""
  (proc[i].at != POPULATE_LINKED) | proc[i].vma;
end;

ruleset i: process do
invariant ""
  (proc[i].at != GET_ACTIVE) | (!isundefined(proc[i].file));
end;

ruleset i: process do
invariant ""
  (proc[i].at != GET_ACTIVE) | proc[i].vma;
end;

ruleset i: process do
invariant ""
  (proc[i].at != LINK) | proc[i].fd;
end;

ruleset i: process; j: file do
invariant ""
  isundefined(open_file[j].mutex) | (open_file[j].mutex != i) | (proc[i].at != LINK);
end;

ruleset i: process; j: file do
invariant ""
  open_file[j].mmapped | (isundefined(proc[i].file) | (proc[i].file != j)) | (!proc[i].mapped);
end;

ruleset i: process; j: file do
invariant ""
  isundefined(open_file[j].mutex) | (open_file[j].mutex != i) | (proc[i].at != GET_ACTIVE);
end;

ruleset i: process; j: file do
invariant ""
  isundefined(open_file[j].mutex) | (open_file[j].mutex != i) | (proc[i].at != POPULATE_LINKED);
end;

ruleset i: process; j: file do
invariant ""
  open_file[j].mmapped | (proc[i].at != PUT_ACTIVE) | (isundefined(proc[i].file) | (proc[i].file != j));
end;

ruleset i: process; j: file do
invariant ""
  ((!isundefined(open_file[j].mutex)) & (open_file[j].mutex = i)) | (proc[i].at != PUT_ACTIVE) | (isundefined(proc[i].file) | (proc[i].file != j));
end;

ruleset i: process; j: file do
invariant ""
  open_file[j].mmapped | (proc[i].at != POPULATE_LINKED) | (isundefined(proc[i].file) | (proc[i].file != j));
end;

ruleset i: process do
invariant ""
  (proc[i].at != COUNT) | (!proc[i].vma);
end;

ruleset i: process; j: file do
invariant ""
  ((!isundefined(open_file[j].mutex)) & (open_file[j].mutex = i)) | (proc[i].at != COUNT) | (isundefined(proc[i].file) | (proc[i].file != j));
end;

ruleset i: process; j: file do
invariant ""
  (node != ACTIVE) | open_file[j].mmapped | (proc[i].at != GET_ACTIVE) | (isundefined(proc[i].file) | (proc[i].file != j));
end;

ruleset i: process; j: file do
invariant ""
  (node != ACTIVE) | open_file[j].mmapped | (proc[i].at != LINK) | (isundefined(proc[i].file) | (proc[i].file != j));
end;

-- Inductive together, beside the ranges of the types.

invariant "R1 nobody reads while somebody writes"
  forall c: cpu do forall d: cpu do forall k: context do (!has_written(at[c][TASK])) | (!has_read(at[d][k])) end end end;

invariant "R3 the word says what is the case"
  (readers = sum c: cpu do (is_counted(at[c][TASK]) ? 1 : 0) + (is_counted(at[c][INTERRUPT]) ? 1 : 0) end) & ((locked ? 1 : 0) = count c: cpu do has_written(at[c][TASK]) end) & ((waiting ? 1 : 0) = (true ? count c: cpu do at[c][TASK] = WRITE_WAIT end : 0));

invariant "R4 one CPU has wait_lock"
  (wait_lock ? 1 : 0) = sum c: cpu do (has_wait_lock(at[c][TASK]) ? 1 : 0) + (has_wait_lock(at[c][INTERRUPT]) ? 1 : 0) end;

invariant "R5 who comes after a writer that waits does not have the lock before it"
  forall c: cpu do late[c] -> ((at[c][TASK] != OUTSIDE) & (!has_read(at[c][TASK])) & (!has_written(at[c][TASK])) & (0 < count c: cpu do at[c][TASK] = WRITE_WAIT end)) end;

invariant "R6 a writer has no interrupts"
  forall c: cpu do (at[c][INTERRUPT] != OUTSIDE) -> (is_counted(at[c][TASK]) | (at[c][TASK] = OUTSIDE) | (at[c][TASK] = READ_TRY) | (at[c][TASK] = READ_QUEUE) | (at[c][TASK] = READ_HEAD)) end;

ruleset i: cpu do
invariant ""
  at[i][TASK] != WRITE_STORE;
end;

ruleset i: cpu do
invariant ""
  at[i][INTERRUPT] != READ_QUEUE;
end;

ruleset i: cpu do
invariant ""
  (!waiting) | (at[i][TASK] != WRITE_ANNOUNCE);
end;

ruleset i: cpu do
invariant ""
  (!waiting) | (at[i][TASK] != READ_WAIT);
end;

ruleset i: cpu do
invariant ""
  (!waiting) | (at[i][TASK] != WRITE_HEAD);
end;

ruleset i: cpu do
invariant ""
  (!waiting) | (at[i][TASK] != READ_HEAD);
end;

invariant ""
  (!waiting) | wait_lock;

ruleset i: cpu do
invariant ""
  (!waiting) | (at[i][TASK] != READ_PASS);
end;

ruleset i: cpu do
invariant ""
  at[i][INTERRUPT] != READ_PASS;
end;

ruleset i: cpu do
invariant ""
  (!waiting) | (at[i][TASK] != WRITE_PASS);
end;

ruleset i: cpu do
invariant ""
  at[i][INTERRUPT] != READ_WAIT;
end;

ruleset i: cpu do
invariant ""
  at[i][INTERRUPT] != READ_HEAD;
end;

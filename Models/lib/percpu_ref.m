-- lib/percpu-refcount.c: the one percpu_ref of the path, dev_pagemap.ref.
-- Percpu mode is left out: until the kill nobody reads the sum, and afterwards it is exact. The switch takes a grace
-- period, before whose end the count is not 0: devres.m.

type
  ref_state: enum { REF_FREED, REF_LIVE, REF_DEAD, REF_EXITED };

var
  ref: record
    state: ref_state;
    count: 0 .. REF_LIMIT;
  end;

--@ kernel lib/percpu-refcount.c percpu_ref_init
procedure percpu_ref_init(base: 0 .. REF_LIMIT);
begin
  ref.state := REF_LIVE;
  ref.count := base;
end;

-- What leaks or is put too often stays at a limit, so that a broken design has finitely many states; P7 is violated
-- before.
--@ kernel include/linux/percpu-refcount.h percpu_ref_get_many
procedure percpu_ref_get_many(n: 0 .. REF_LIMIT);
begin
  ref.count := ref.count + n < REF_LIMIT ? ref.count + n : REF_LIMIT;
end;

--@ kernel include/linux/percpu-refcount.h percpu_ref_get
procedure percpu_ref_get();
begin
  percpu_ref_get_many(1);
end;

--@ kernel include/linux/percpu-refcount.h percpu_ref_put_many
procedure percpu_ref_put_many(n: 0 .. REF_LIMIT);
begin
  ref.count := ref.count > n ? ref.count - n : 0;
end;

--@ kernel lib/percpu-refcount.c percpu_ref_kill_and_confirm
procedure percpu_ref_kill();
begin
  ref.state := REF_DEAD;
  percpu_ref_put_many(1);
end;

-- A page of a device, mapped and pinned by any number of processes, and the driver that takes it back. What is counted in
-- the kernel is a set here: the page is free again once nobody is in it, which is what a count of 0 says.
const PROCESSES: 2;

type
  process: scalarset(PROCESSES);
  at: enum {IDLE, FAULTING, INSERTED, UNMAPPING};
  device: enum {LIVE, DYING, GONE};

var
  call: array [process] of at;
  maps: array [process] of boolean;
  pins: array [process] of boolean;
  -- The references to the page and to the page map, each by its owner.
  page_ref: array [process] of boolean;
  map_ref: array [process] of boolean;
  allocated: boolean;
  driver: device;

startstate
  for p: process do
    call[p] := IDLE;
    maps[p] := false;
    pins[p] := false;
    page_ref[p] := false;
    map_ref[p] := false;
  end;
  allocated := false;
  driver := LIVE;
end;

rule "driver allocates"
  driver = LIVE & !allocated
==>
  allocated := true;
end;

ruleset p: process do
  rule "fault: take a reference of the page map"
    call[p] = IDLE & !maps[p] & driver = LIVE & allocated & !map_ref[p]
  ==>
    call[p] := FAULTING;
    map_ref[p] := true;
  end;

  rule "fault: insert"
    call[p] = FAULTING & allocated
  ==>
    call[p] := INSERTED;
    page_ref[p] := true;
    maps[p] := true;
  end;

  rule "fault: return"
    call[p] = INSERTED
  ==>
    call[p] := IDLE;
  end;

  rule "pin by the page table"
    maps[p] & !pins[p]
  ==>
    assert page_ref[p] "what is mapped is referenced";
    pins[p] := true;
  end;

  rule "unpin"
    pins[p]
  ==>
    pins[p] := false;
    if call[p] = IDLE & !maps[p] then
      page_ref[p] := false;
      map_ref[p] := false;
    end;
  end;

  rule "unmap: clear the entry"
    call[p] = IDLE & maps[p]
  ==>
    call[p] := UNMAPPING;
    maps[p] := false;
  end;

  rule "unmap: put what no pin holds"
    call[p] = UNMAPPING
  ==>
    call[p] := IDLE;
    if !pins[p] then
      page_ref[p] := false;
      map_ref[p] := false;
    end;
  end;
end;

rule "driver: kill the page map's references"
  driver = LIVE
==>
  driver := DYING;
end;

rule "driver: the last one is gone"
  driver = DYING & forall p: process do !map_ref[p] end
==>
  driver := GONE;
  allocated := false;
end;

invariant "what is mapped is allocated" forall p: process do maps[p] -> allocated end;
invariant "what is pinned is allocated" forall p: process do pins[p] -> allocated end;
invariant "nobody has a page of a device that is gone"
  driver = GONE -> forall p: process do !maps[p] & !pins[p] & !page_ref[p] end;
invariant "a reference of the page keeps one of its map" forall p: process do page_ref[p] -> map_ref[p] end;

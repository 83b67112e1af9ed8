-- A driver exports memory of a BAR as a dma-buf, and other drivers import it. Can the exporter be unbound, or reset its device,
-- while they use it? There are no struct pages and no VMAs, only mappings for the importers' devices, which the exporter
-- takes back: drivers/vfio/pci is the one exporter that does so (since 6.19), and what an exporter of p2pmem would follow.
--
-- dma_resv is the lock of the buffer, memory_lock that of the exporter. An importer is one of three: REVOCABLE (RDMA with a
-- callback: its device is stopped and unmaps at once), LAZY (a GPU: jobs go on until their fences signal, a worker of
-- the kernel unmaps after them) and STATIC (it has no callback, and unmaps when its process asks for it).
-- What the exporter waits for, and whether that comes: dmabuf_revoke_waiting.m.
-- One buffer. The kref and the completion of the exporter count mappings; registrations are what unbinding waits for.

--@ linux 7.3

const
  IMPORTERS: 2;

  AT_REMOVE: false;         -- true: remove() of the driver takes the buffer back; false, as VFIO: closing its device does
  RESETS: true;             -- the device is reset, or loses its memory, for a time
  -- What the exporter of 7.3 does.
  CHECKS_REVOCABLE: true;   -- attach() refuses who has no callback
  CHECKS_REVOKED: true;     -- map() fails once the buffer is revoked
  WAITS_FENCES: true;       -- dma_resv_wait_timeout()
  WAITS_UNMAPS: true;       -- wait_for_completion()
  REARMS: true;             -- kref_init() and reinit_completion() afterwards
  REFUSES_LATE: true;       -- nothing is exported by who is about to take everything back

type
  importer: scalarset(IMPORTERS);
  kind:     enum { REVOCABLE, LAZY, STATIC };
  step:     enum { IDLE, ACTIVE, REVOKE, FENCES, KREF_PUT, COMPLETION, REARM, RESET, BACK, INVALIDATE, INVALIDATED, UNREVOKE,
                   DELETE, DISABLE, UNREGISTER, DONE };
  count:    0 .. IMPORTERS + 1;

var
  is_unbound: boolean;      -- somebody wants the driver to go
  device_fd: boolean;       -- the exporter's device is open
  memory: boolean;          -- the BAR answers
  has_warned: boolean;      -- refcount_warn_saturate()
  buf: record
    exported: boolean;
    fd: boolean;            -- the process that exported it has it open
    listed: boolean;        -- vdev->dmabufs
    registered: boolean;    -- it has a registration of the device
    revoked: boolean;
    kref: count;
    completed: boolean;
    resv: boolean;          -- the exporter has the lock
  end;
  exporter: record
    at: step;               -- with memory_lock, unless IDLE, UNREGISTER or DONE
    closes: boolean;        -- it is for good
    active: boolean;        -- it has a reference of the file
    seen: count;            -- mappings when it had invalidated them, while it has the lock
  end;
  imp: array [importer] of record
    attached: boolean;
    kind: kind;
    mapped: boolean;
    stale: boolean;         -- the callback was called: the worker has to unmap
    job: boolean;           -- the device uses it, until a fence signals
  end;

function memory_is_locked(): boolean;
begin
  return exporter.at != IDLE & exporter.at != UNREGISTER & exporter.at != DONE;
end;

-- The file of the buffer has references.
function is_open(): boolean;
begin
  return buf.fd | exporter.active | exists i: importer do imp[i].attached end;
end;

function mappings(): 0 .. IMPORTERS;
var n: 0 .. IMPORTERS;
begin
  n := 0;
  for i: importer do if imp[i].mapped then n := n + 1 end end;
  return n;
end;

-- The device of an importer may read or write.
function can_reach(i: importer): boolean;
begin
  return imp[i].mapped | imp[i].job;
end;

-- A refcount_t warns, and stays where it is.
procedure kref_get();
begin
  if buf.kref = 0 then has_warned := true else buf.kref := buf.kref + 1 end;
end;

procedure kref_put();
begin
  if buf.kref = 0 then has_warned := true; return end;
  buf.kref := buf.kref - 1;
  if buf.kref = 0 then buf.completed := true end;
end;

procedure unmap(i: importer);
begin
  imp[i].mapped := false;
  imp[i].stale := false;
  kref_put();
end;

-- With the lock of the buffer: each importer's callback.
procedure invalidate_mappings();
begin
  for i: importer do
    if imp[i].attached & imp[i].mapped then
      switch imp[i].kind
        case REVOCABLE: unmap(i);
        case LAZY: imp[i].stale := true;
        case STATIC:
      end;
    end;
  end;
end;

-- What the exporter has in its hands: 0 nothing, 1 the buffer, 2 its lock as well.
function held(): 0 .. 2;
begin
  switch exporter.at
    case REVOKE, KREF_PUT, COMPLETION, REARM, INVALIDATE, UNREVOKE, DELETE: return 1;
    case FENCES, INVALIDATED: return 2;
    else return 0;
  end;
end;

startstate "the device is open"
begin
  is_unbound := false;
  device_fd := true;
  memory := true;
  has_warned := false;
  buf.exported := false; buf.fd := false; buf.listed := false; buf.registered := false; buf.revoked := false;
  buf.kref := 0; buf.completed := false; buf.resv := false;
  exporter.at := IDLE; exporter.closes := false; exporter.active := false;
  for i: importer do
    imp[i].attached := false; imp[i].mapped := false; imp[i].stale := false; imp[i].job := false;
  end;
end;

-- The exporter's process. With VFIO it calls through the device that it has open.

--@ kernel drivers/vfio/pci/vfio_pci_dmabuf.c vfio_pci_core_feature_dma_buf
rule "a process exports a buffer"
  !buf.exported & !memory_is_locked()
  & (AT_REMOVE ? exporter.at = IDLE | !REFUSES_LATE & exporter.at = UNREGISTER : device_fd & exporter.at = IDLE)
==>
  buf.exported := true;
  buf.fd := true;
  buf.listed := true;
  buf.registered := true;
  buf.kref := 1;
  buf.completed := false;
  buf.revoked := !memory;
end;

rule "the process closes the buffer" begin
  buf.fd := false;
end;

--@ kernel drivers/vfio/pci/vfio_pci_dmabuf.c vfio_pci_dma_buf_release
--@ fair
rule "the last reference of the buffer is gone: release" buf.exported & !is_open() ==>
  buf.exported := false;
  buf.listed := false;
  buf.registered := false;
  buf.revoked := false;
  buf.completed := false;
  buf.kref := 0;
end;

rule "somebody unbinds the driver" begin
  is_unbound := true;
end;

--@ needs !AT_REMOVE
rule "the process closes the device" !AT_REMOVE ==>
  device_fd := false;
end;

--@ kernel drivers/vfio/pci/vfio_pci_dmabuf.c vfio_pci_dma_buf_cleanup
--@ fair
rule "cleanup: down_write(memory_lock)"
  exporter.at = IDLE & (AT_REMOVE ? is_unbound : !device_fd)
==>
  exporter.closes := true;
  exporter.at := ACTIVE;
end;

--@ kernel drivers/vfio/pci/vfio_pci_core.c vfio_pci_ioctl_reset
--@ needs RESETS
rule "the device is to be reset: down_write(memory_lock)"
  RESETS & exporter.at = IDLE & !(AT_REMOVE & is_unbound)
==>
  exporter.at := ACTIVE;
end;

-- vfio_pci_dma_buf_move(), to revoke. A buffer whose file is about to go is left to its release.

--@ kernel drivers/vfio/pci/vfio_pci_dmabuf.c vfio_pci_dma_buf_move
--@ fair
rule "move: get_file_active" exporter.at = ACTIVE ==>
  if is_open() & (!buf.revoked | exporter.closes) then
    exporter.active := true;
    exporter.at := buf.revoked ? DELETE : REVOKE;
  else
    exporter.at := exporter.closes ? DISABLE : RESET;
  end;
end;

--@ kernel drivers/vfio/pci/vfio_pci_dmabuf.c vfio_pci_dma_buf_move
--@ fair
rule "move: dma_resv_lock, revoked, dma_buf_invalidate_mappings" exporter.at = REVOKE ==>
  buf.resv := true;
  buf.revoked := true;
  invalidate_mappings();
  exporter.seen := mappings();
  exporter.at := FENCES;
end;

--@ kernel drivers/vfio/pci/vfio_pci_dmabuf.c vfio_pci_dma_buf_move
--@ fair
rule "move: dma_resv_wait_timeout, dma_resv_unlock"
  exporter.at = FENCES & (!WAITS_FENCES | !exists i: importer do imp[i].job end)
==>
  buf.resv := false;
  undefine exporter.seen;
  exporter.at := KREF_PUT;
end;

--@ kernel drivers/vfio/pci/vfio_pci_dmabuf.c vfio_pci_dma_buf_move
--@ fair
rule "move: kref_put" exporter.at = KREF_PUT ==>
  kref_put();
  exporter.at := COMPLETION;
end;

--@ kernel drivers/vfio/pci/vfio_pci_dmabuf.c vfio_pci_dma_buf_move
--@ fair
rule "move: wait_for_completion" exporter.at = COMPLETION & (buf.completed | !WAITS_UNMAPS) ==>
  exporter.at := REARM;
end;

--@ kernel drivers/vfio/pci/vfio_pci_dmabuf.c vfio_pci_dma_buf_move
--@ fair
rule "move: kref_init, reinit_completion, fput" exporter.at = REARM ==>
  if REARMS then
    buf.kref := WAITS_UNMAPS ? 1 : mappings() + 1;
    buf.completed := false;
  end;
  exporter.active := exporter.closes;
  exporter.at := exporter.closes ? DELETE : RESET;
end;

--@ kernel drivers/vfio/pci/vfio_pci_core.c vfio_pci_ioctl_reset
--@ needs RESETS
--@ fair
rule "the device is reset: its memory does not answer" exporter.at = RESET ==>
  memory := false;
  exporter.at := BACK;
end;

--@ kernel drivers/vfio/pci/vfio_pci_core.c vfio_pci_ioctl_reset
--@ needs RESETS
--@ fair
rule "the device is back" exporter.at = BACK ==>
  memory := true;
  if is_open() & buf.revoked then
    exporter.active := true;
    exporter.at := INVALIDATE;
  else
    exporter.at := IDLE;
  end;
end;

--@ kernel drivers/vfio/pci/vfio_pci_dmabuf.c vfio_pci_dma_buf_move
--@ needs RESETS
--@ fair
rule "move back: dma_resv_lock, dma_buf_invalidate_mappings" exporter.at = INVALIDATE ==>
  buf.resv := true;
  invalidate_mappings();
  exporter.seen := mappings();
  exporter.at := INVALIDATED;
end;

--@ kernel drivers/vfio/pci/vfio_pci_dmabuf.c vfio_pci_dma_buf_move
--@ needs RESETS
--@ fair
rule "move back: dma_resv_wait_timeout, dma_resv_unlock"
  exporter.at = INVALIDATED & (!WAITS_FENCES | !exists i: importer do imp[i].job end)
==>
  buf.resv := false;
  undefine exporter.seen;
  exporter.at := UNREVOKE;
end;

--@ kernel drivers/vfio/pci/vfio_pci_dmabuf.c vfio_pci_dma_buf_move
--@ needs RESETS
--@ fair
rule "move back: no longer revoked; up_write(memory_lock)" exporter.at = UNREVOKE ==>
  buf.revoked := false;
  exporter.active := false;
  exporter.at := IDLE;
end;

--@ kernel drivers/vfio/pci/vfio_pci_dmabuf.c vfio_pci_dma_buf_cleanup
--@ fair
rule "cleanup: list_del_init, vfio_device_put_registration" exporter.at = DELETE ==>
  buf.listed := false;
  buf.registered := false;
  exporter.active := false;
  exporter.at := DISABLE;
end;

--@ kernel drivers/vfio/pci/vfio_pci_core.c vfio_pci_core_close_device
--@ fair
rule "the device is disabled: its memory does not answer" exporter.at = DISABLE ==>
  memory := false;
  exporter.at := UNREGISTER;
end;

--@ kernel drivers/vfio/vfio_main.c vfio_unregister_group_dev
--@ fair
rule "nobody has a registration: the driver is gone" exporter.at = UNREGISTER & is_unbound & !buf.registered ==>
  exporter.at := DONE;
end;

-- Importers.

ruleset i: importer do alias me: imp[i] do

  ruleset k: kind do
    --@ kernel drivers/vfio/pci/vfio_pci_dmabuf.c vfio_pci_dma_buf_attach
    rule "a process attaches a device" buf.fd & !me.attached & (CHECKS_REVOCABLE -> k != STATIC) & !buf.revoked ==>
      me.attached := true;
      me.kind := k;
    end;
  end;

  --@ kernel drivers/vfio/pci/vfio_pci_dmabuf.c vfio_pci_dma_buf_map
  rule "a process maps it for the device: kref_get"
    me.attached & !me.mapped & !buf.resv & (CHECKS_REVOKED -> !buf.revoked)
  ==>
    kref_get();
    me.mapped := true;
  end;

  rule "a job of a GPU begins" me.mapped & me.kind = LAZY & !me.stale & !buf.resv ==>
    me.job := true;
  end;

  --@ fair
  rule "the fence of a job signals" me.job ==>
    me.job := false;
  end;

  --@ kernel drivers/vfio/pci/vfio_pci_dmabuf.c vfio_pci_dma_buf_unmap
  --@ fair
  rule "a worker unmaps what is invalid" me.mapped & me.stale & !me.job & !buf.resv ==>
    unmap(i);
  end;

  --@ kernel drivers/vfio/pci/vfio_pci_dmabuf.c vfio_pci_dma_buf_unmap
  rule "a process unmaps it" me.mapped & !me.job & !buf.resv ==>
    unmap(i);
    cover "a process unmaps what is not revoked" !me.mapped & !buf.revoked;
  end;

  --@ kernel drivers/dma-buf/dma-buf.c dma_buf_detach
  rule "a process detaches the device" me.attached & !me.mapped ==>
    cover "a process detaches a device" me.attached;
    me.attached := false;
    undefine me.kind;
  end;

end end;

invariant "D1 no job runs where there is no memory"
  !memory -> forall i: importer do !imp[i].job end;

-- Until it is unmapped a device may read ahead.
invariant "D2 nothing is mapped where there is no memory"
  !memory -> forall i: importer do !can_reach(i) end;

invariant "D3 the kref counts mappings"
  buf.exported & exporter.at != COMPLETION & exporter.at != REARM -> buf.kref = mappings() + 1;

invariant "D4 no kref is taken or put from zero"
  !has_warned;

invariant "D5 who is gone has nothing exported that is in use"
  exporter.at = DONE -> forall i: importer do !can_reach(i) end;

invariant "D8 a mapping belongs to an attachment, and that to a buffer"
  forall i: importer do
    (imp[i].job | imp[i].stale -> imp[i].mapped) & (imp[i].mapped -> imp[i].attached) & (imp[i].attached -> buf.exported)
    & imp[i].attached != isundefined(imp[i].kind)
  end;

invariant "D9 what is released leaves nothing behind"
  (buf.listed -> buf.registered) & (buf.registered -> buf.exported)
  & (!buf.exported -> buf.kref = 0 & !buf.completed & !buf.revoked & !buf.fd);

-- dma_resv_assert_held(), and the reference that get_file_active() takes.
invariant "D10 the exporter works on a buffer that cannot go, and invalidates it with its lock"
  held() = (exporter.active ? (buf.resv ? 2 : 1) : 0);

invariant "D11 a device that is closed does not answer"
  (exporter.at = UNREGISTER | exporter.at = DONE -> !memory & exporter.closes) & (exporter.at = DONE -> is_unbound)
  & (exporter.closes -> (AT_REMOVE ? is_unbound : !device_fd));

invariant "D12 nobody maps or unmaps who has not the lock"
  buf.resv -> mappings() = exporter.seen;

cover "two devices have it mapped" forall i: importer do imp[i].mapped end;
cover "the exporter waits for a job" exporter.at = FENCES & exists i: importer do imp[i].job end;
cover "the exporter waits for a mapping" exporter.at = COMPLETION & !buf.completed;
cover "the driver is gone, and a process still has the buffer" exporter.at = DONE & buf.exported & buf.fd;
--@ needs RESETS
cover "a device is attached while the other is reset" exporter.at = BACK & exists i: importer do imp[i].attached end;

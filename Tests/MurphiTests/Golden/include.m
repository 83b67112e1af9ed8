include "lib/missing.m";
--      ^^^^^^^^^^^^^^^ error P2P107: cannot include `lib/missing.m`: no such file
include "names.m";
var other: 0..1;
--names.m:3:6 error P2P202: `index` is already declared
--    1 up, `index`: first declared here
--names.m:5:28 error P2P205: the enum already has a member `idle`
--    here, `idle`: first declared here
--names.m:6:31 error P2P205: the record already has a field `owner`
--    here, `owner`: first declared here
--names.m:14:12 error P2P203: `next` is a function, not a value
--    6 up, `next`: declared here
--names.m:15:3 error P2P203: `next` is a function, not a value
--    7 up, `next`: declared here
--names.m:18:3 error P2P308: a value cannot be assigned to

/* The same transitions as directory.m, up to five caches; NONE stands for "undefined". Each invariant is asserted in the
 * steps that could break it. */
#ifndef CACHES
#define CACHES 5
#endif
#define NONE 15

#define INVALID 0
#define SHARED 1
#define MODIFIED 2
#define WAIT_SHARED 3
#define WAIT_MODIFIED 4
#define WAIT_PUT 5

#define NO_REQUEST 0
#define GET_SHARED 1
#define GET_MODIFIED 2
#define WRITE_BACK 3

#define NO_REPLY 0
#define DATA_SHARED 1
#define DATA_MODIFIED 2
#define INVALIDATE 3
#define PUT_DONE 4

#define READY 0
#define SERVE_SHARED 1
#define SERVE_MODIFIED 2

byte line[CACHES];
byte ask[CACHES];
byte answer[CACHES];
bool acknowledged[CACHES];
bool sharer[CACHES];
byte serving;
byte client = NONE;
bool dirty;

#define c _pid
#define CLAMP(k) ((k) < CACHES -> (k) : 0)
#define NOT_SHARING(k) ((k) >= CACHES || (k) == client || !sharer[CLAMP(k)])
#define NOBODY_ELSE (NOT_SHARING(0) && NOT_SHARING(1) && NOT_SHARING(2) && NOT_SHARING(3) && NOT_SHARING(4))
#define NOT_READING(k) \
  ((k) >= CACHES || (k) == c || (line[CLAMP(k)] != MODIFIED && line[CLAMP(k)] != SHARED))
#define NOT_WRITING(k) ((k) >= CACHES || (k) == c || line[CLAMP(k)] != MODIFIED)
#define NO_READER (NOT_READING(0) && NOT_READING(1) && NOT_READING(2) && NOT_READING(3) && NOT_READING(4))
#define NO_WRITER (NOT_WRITING(0) && NOT_WRITING(1) && NOT_WRITING(2) && NOT_WRITING(3) && NOT_WRITING(4))

active [CACHES] proctype node() {
end:
  do
  :: d_step {
       line[c] == INVALID && ask[c] == NO_REQUEST -> ask[c] = GET_SHARED; line[c] = WAIT_SHARED
     }
  :: d_step {
       (line[c] == INVALID || line[c] == SHARED) && ask[c] == NO_REQUEST ->
       ask[c] = GET_MODIFIED; line[c] = WAIT_MODIFIED
     }
  :: d_step { line[c] == MODIFIED && ask[c] == NO_REQUEST -> ask[c] = WRITE_BACK; line[c] = WAIT_PUT }
  :: d_step { line[c] == SHARED -> line[c] = INVALID }
  :: d_step {
       answer[c] != NO_REPLY && !(answer[c] == INVALIDATE && acknowledged[c]) ->
       if
       :: answer[c] == DATA_SHARED -> line[c] = SHARED; assert(NO_WRITER)
       :: answer[c] == DATA_MODIFIED -> line[c] = MODIFIED; assert(sharer[c] && NO_READER)
       :: answer[c] == PUT_DONE -> line[c] = INVALID
       :: answer[c] == INVALIDATE ->
          acknowledged[c] = true;
          if
          :: line[c] == SHARED || line[c] == MODIFIED -> line[c] = INVALID
          :: else
          fi
       fi;
       answer[c] = NO_REPLY
     }
  :: d_step {
       serving == READY && (ask[c] == GET_SHARED || ask[c] == GET_MODIFIED) ->
       serving = (ask[c] == GET_SHARED -> SERVE_SHARED : SERVE_MODIFIED);
       client = c;
       ask[c] = NO_REQUEST
     }
  :: d_step {
       serving == READY && ask[c] == WRITE_BACK && answer[c] == NO_REPLY ->
       if
       :: sharer[c] -> sharer[c] = false; dirty = false; assert(line[c] != MODIFIED)
       :: else
       fi;
       ask[c] = NO_REQUEST;
       answer[c] = PUT_DONE
     }
  :: d_step {
       serving != READY && sharer[c] && client != c && (serving == SERVE_MODIFIED || dirty) &&
       answer[c] == NO_REPLY && !acknowledged[c] ->
       answer[c] = INVALIDATE
     }
  :: d_step {
       acknowledged[c] ->
       acknowledged[c] = false;
       sharer[c] = false;
       assert(line[c] != MODIFIED);
       if
       :: serving == SERVE_SHARED -> dirty = false
       :: else
       fi
     }
  :: d_step {
       client == c && serving != READY && answer[c] == NO_REPLY &&
       (serving != SERVE_MODIFIED || NOBODY_ELSE) && (serving != SERVE_SHARED || !dirty) ->
       answer[c] = (serving == SERVE_SHARED -> DATA_SHARED : DATA_MODIFIED);
       dirty = (serving == SERVE_MODIFIED);
       sharer[c] = true;
       serving = READY;
       client = NONE
     }
  od
}

 * The same in the language of p2pdrv, one call after the other:
 *
 *   # step 1, mm/mmap.c f1: rule 1
 *   # step 2, mm/mmap.c f2: rule 2 (p = p0)
 *   a open
 *   # step 3, mm/mmap.c f3: rule 3
 *   # step 4, mm/mmap.c f4: rule 4 (p = p0)
 *   a mmap 0 2
 *   # step 5, mm/mmap.c f5: rule 5 (p = p1)
 *   #   while p0 is inside the mmap of step 4
 *   b open
 *   # step 6, mm/mmap.c f6: rule 6 (p = p0)
 *   # step 7, mm/mmap.c f7: rule 7 (p = p0)
 *   # step 8, mm/mmap.c f8: rule 8 (p = p1)
 *   b mmap 0 1 r fail=vm_insert_page
 *   # step 9, mm/mmap.c f9: rule 9 (p = p1)
 *   # step 10, mm/mmap.c f10: rule 10 (p = p0)
 *   #   while p1 is inside the mmap of step 8
 *   a munmap 1 1
 *   # step 11, mm/mmap.c f11: rule 11 (p = p1)
 *   # step 12, mm/mmap.c f12: rule 12 (p = p1)
 *   # step 13, mm/mmap.c f13: rule 13 (p = p0)
 *   # step 14, mm/mmap.c f14: rule 14 (p = p0)
 *   a mprotect 0 1 r
 *   # step 15, mm/mmap.c f15: rule 15 (p = p0)
 *   a mprotect 0 1 rw
 *   # step 16, mm/mmap.c f16: rule 16 (p = p0)
 *   a store 0
 *   # step 17, mm/mmap.c f17: rule 17 (p = p0)
 *   a store 0
 *   # step 18, mm/mmap.c f18: rule 18 (p = p0)
 *   # step 19, mm/mmap.c f19: rule 19 (p = p0)
 *   a mremap 0 1 1 4 dontunmap
 *   # step 20, mm/mmap.c f20: rule 20 (p = p0)
 *   # step 21, mm/mmap.c f21: rule 21 (p = p0)
 *   a madvise 4 1
 *   # step 22, mm/mmap.c f22: rule 22 (p = p0)
 *   # step 23, mm/mmap.c f23: rule 23 (p = p0)
 *   a mmap_fixed 4 2
 *   # step 24, mm/mmap.c f24: rule 24 (p = p0)
 *   # step 25, mm/mmap.c f25: rule 25 (p = p0)
 *   a munmap 4 1 fail=__split_vma
 *   # step 26, mm/mmap.c f26: rule 26 (p = p0)
 *   a pin 4
 *   # step 27, mm/mmap.c f27: rule 27 (p = p0)
 *   a fork c
 *   # step 28, mm/mmap.c f28: rule 28 (p = p0)
 *   # step 29, mm/mmap.c f29: rule 29 (p = p2)
 *   c store 4
 *   # step 30, mm/mmap.c f30: rule 30 (p = p2)
 *   # step 31, mm/mmap.c f31: rule 31 (p = p0)
 *   #   (the disk has read the page before)
 *   # step 32, mm/mmap.c f32: rule 32 (p = p2)
 *   c exit
 *   # step 33, mm/mmap.c f33: rule 33 (p = p2)
 *   # step 34, mm/mmap.c f34: rule 34
 *   - unbind
 *   # step 35, mm/mmap.c f35: rule 35
 *   # step 36, mm/mmap.c f36: rule 36
 *   - bind
 *   # step 37, mm/mmap.c f37: rule 37
 */

static void task_2(void);

/* p0 */
static void task_0(void)
{
	/* step 2, mm/mmap.c f2: rule 2 (p = p0) */
	returns(0, 2, "open", open_allocate());
	/* step 4, mm/mmap.c f4: rule 4 (p = p0) */
	returns(1, 4, "mmap", map(0, 2, PROT_READ | PROT_WRITE, MAP_FIXED_NOREPLACE));
	/*   step 6, mm/mmap.c f6: rule 6 (p = p0) */
	/*   step 7, mm/mmap.c f7: rule 7 (p = p0) */
	wait_for(2);
	/* step 10, mm/mmap.c f10: rule 10 (p = p0) */
	 /* while p1 is inside the mmap of step 8 */
	returns(4, 10, "munmap", unmap(1, 1));
	/*   step 13, mm/mmap.c f13: rule 13 (p = p0) */
	wait_for(3);
	/* step 14, mm/mmap.c f14: rule 14 (p = p0) */
	returns(5, 14, "mprotect", protect(0, 1, PROT_READ));
	/* step 15, mm/mmap.c f15: rule 15 (p = p0) */
	returns(6, 15, "mprotect", protect(0, 1, PROT_READ | PROT_WRITE));
	/* step 16, mm/mmap.c f16: rule 16 (p = p0) */
	returns(7, 16, "store", store(0));
	/* step 17, mm/mmap.c f17: rule 17 (p = p0) */
	returns(8, 17, "store", store(0));
	/*   step 18, mm/mmap.c f18: rule 18 (p = p0) */
	/* step 19, mm/mmap.c f19: rule 19 (p = p0) */
	returns(9, 19, "mremap", move(0, 1, 2, 4, MREMAP_DONTUNMAP));
	/*   step 20, mm/mmap.c f20: rule 20 (p = p0) */
	/* step 21, mm/mmap.c f21: rule 21 (p = p0) */
	returns(10, 21, "madvise", discard(4, 1));
	/*   step 22, mm/mmap.c f22: rule 22 (p = p0) */
	/* step 23, mm/mmap.c f23: rule 23 (p = p0) */
	returns(11, 23, "mmap", map(4, 2, PROT_READ | PROT_WRITE, MAP_FIXED));
	/*   step 24, mm/mmap.c f24: rule 24 (p = p0) */
	/* step 25, mm/mmap.c f25: rule 25 (p = p0) */
	fail_allocation(nth);
	returns(12, 25, "munmap", unmap(4, 1));
	fail_allocation(0);
	/* step 26, mm/mmap.c f26: rule 26 (p = p0) */
	returns(13, 26, "read with O_DIRECT", pin(4));
	/* step 27, mm/mmap.c f27: rule 27 (p = p0) */
	fflush(stdout);
	switch (fork()) {
	case 0:
		task_2();
		break;
	case -1:
		returns(14, 27, "fork", -1);
		break;
	default:
		returns(14, 27, "fork", 0);
	}
	/*   step 28, mm/mmap.c f28: rule 28 (p = p0) */
	wait_for(15);
	/* step 31, mm/mmap.c f31: rule 31 (p = p0) */
	returns(16, 31, "unpin", 0); /* pin() has returned before */
	wait_for(17);
	wait_for(19);
	_exit(0);
}

/* p1 */
static void task_1(void)
{
	wait_for(0);
	/* step 5, mm/mmap.c f5: rule 5 (p = p1) */
	 /* while p0 is inside the mmap of step 4 */
	returns(2, 5, "open", open_allocate());
	wait_for(1);
	/* step 8, mm/mmap.c f8: rule 8 (p = p1) */
	fail_allocation(nth);
	returns(3, 8, "mmap", map(0, 1, PROT_READ, MAP_FIXED_NOREPLACE));
	fail_allocation(0);
	/*   step 9, mm/mmap.c f9: rule 9 (p = p1) */
	/*   step 11, mm/mmap.c f11: rule 11 (p = p1) */
	/*   step 12, mm/mmap.c f12: rule 12 (p = p1) */
	wait_for(16);
	wait_for(17);
	wait_for(19);
	_exit(0);
}

/* p2 */
static void task_2(void)
{
	wait_for(14);
	wait_for(3);
	/* step 29, mm/mmap.c f29: rule 29 (p = p2) */
	returns(15, 29, "store", store(4));
	/*   step 30, mm/mmap.c f30: rule 30 (p = p2) */
	wait_for(16);
	/* step 32, mm/mmap.c f32: rule 32 (p = p2) */
	returns(17, 32, "exit", unmap(0, 4096)); /* and the process ends */
	/*   step 33, mm/mmap.c f33: rule 33 (p = p2) */
	_exit(0);
}

/* system */
static void task_3(void)
{
	wait_for(16);
	wait_for(3);
	wait_for(17);
	/* step 34, mm/mmap.c f34: rule 34 */
	returns(18, 34, "unbind", write_driver("unbind"));
	/*   step 35, mm/mmap.c f35: rule 35 */
	/* step 36, mm/mmap.c f36: rule 36 */
	returns(19, 36, "bind", write_driver("bind"));
	/*   step 37, mm/mmap.c f37: rule 37 */
	_exit(0);
}


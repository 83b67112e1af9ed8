#!/usr/bin/env python3
"""The repairs that docs/p2pdma-review.md proposes, as lines of our own with file, function and place.

    repairs.py list                      what there is
    repairs.py files SERIES              the files that they change
    repairs.py check SERIES TREE         finds all places, and changes nothing
    repairs.py apply SERIES TREE         puts those of a series of Linux, 6.12 or 7.3, into an unpacked source
    repairs.py compile SERIES TREE       configures the tree and compiles the object files that they touch

No text of the kernel is kept here: a place is named by the function or structure it is in and by an identifier of the
statement that stands there. A place that is not found, or found twice, is an error, and nothing is written. A tree that has
the repairs is refused.
"""

import dataclasses
import pathlib
import re
import subprocess
import sys

BOTH = ("6.12", "7.3")


@dataclasses.dataclass(frozen=True)
class Edit:
    """Lines for one place. Their indentation is that of the place, four blanks are a tab."""

    file: str
    region: str  # a function, `struct NAME`, an initialised variable, or nothing: the whole file
    place: str  # behind, before, instead, block (behind what a brace opens), above (in front of the region)
    anchor: str = ""  # an identifier of the statement at the place; of `instead`: of the first
    till: str = ""  # of `instead`: an identifier of the last statement that goes
    nth: int = 1
    lines: str = ""
    series: tuple = BOTH

    def where(self):
        """The place as a reviewer reads it."""
        if not self.region:
            return f"`{self.file}`, the declaration of `{self.anchor}()`" + self.only()
        name = self.region + ("" if " " in self.region or self.region.endswith("_ops") else "()")
        which = {1: "line with", 2: "second line with", 3: "third line with"}[self.nth]
        text = {
            "behind": f"behind the {which} `{self.anchor}`",
            "before": f"before the {which} `{self.anchor}`",
            "instead": f"instead of the {which} `{self.anchor}`",
            "block": f"at the end of the block that the {which} `{self.anchor}` opens",
            "above": "above it",
        }[self.place]
        if self.till:
            text += f" and of all that follows up to `{self.till}`"
        return f"`{self.file}`, `{name}`, {text}" + self.only()

    def only(self):
        return "" if self.series == BOTH else f" (Linux {self.series[0]})"


@dataclasses.dataclass(frozen=True)
class Repair:
    id: str
    title: str
    edits: tuple

    def series(self):
        return [s for s in BOTH if any(s in edit.series for edit in self.edits)]


P2PDMA = "drivers/pci/p2pdma.c"
KERNFS = "fs/kernfs/file.c"

# What each place that links a VMA does then.
CALL_LINKED = """
    if (vma->vm_ops && vma->vm_ops->linked)
        vma->vm_ops->linked(vma);
"""

REPAIRS = (
    Repair(
        "B1",
        "the page that could not be inserted is put",
        (
            Edit(
                P2PDMA,
                "p2pmem_alloc_mmap",
                "instead",
                "gen_pool_free",
                till="percpu_ref_put",
                lines="""
                    if (len > PAGE_SIZE)
                        gen_pool_free(p2pdma->pool,
                                (uintptr_t)kaddr + PAGE_SIZE,
                                len - PAGE_SIZE);
                    /* A GUP-fast may hold a reference: the last put frees it. */
                    percpu_ref_get(ref);
                    put_page(page);
                    percpu_ref_put(ref);
                """,
                series=("7.3",),
            ),
        ),
    ),
    Repair(
        "B2",
        "the active reference is kept until the VMA is linked",
        (
            Edit(
                "include/linux/mm.h",
                "struct vm_operations_struct",
                "before",
                "may_split",
                lines="""
                    /* Called once a VMA that ->mmap() has set up is in i_mmap. */
                    void (*linked)(struct vm_area_struct *vma);
                """,
            ),
            Edit(
                "mm/vma.c",
                "__mmap_new_vma",
                "behind",
                "vma_link_file",
                lines=CALL_LINKED,
                series=("7.3",),
            ),
            Edit(
                "mm/mmap.c",
                "__mmap_region",
                "behind",
                "vma_link_file",
                lines=CALL_LINKED,
                series=("6.12",),
            ),
            Edit(
                "mm/mmap.c",
                "__mmap_region",
                "before",
                "fput",
                lines=CALL_LINKED,
                series=("6.12",),
            ),
            Edit(
                KERNFS,
                "kernfs_vm_ops",
                "above",
                lines="""
                    /* From here on kernfs_drain_open_files() finds the VMA. */
                    static void kernfs_vma_linked(struct vm_area_struct *vma)
                    {
                        kernfs_put_active_of(kernfs_of(vma->vm_file));
                    }
                """,
            ),
            Edit(KERNFS, "kernfs_vm_ops", "before", ".open", lines=".linked = kernfs_vma_linked,"),
            Edit(
                KERNFS,
                "kernfs_fop_mmap",
                "behind",
                "kernfs_vm_ops",
                lines="""
                    if (IS_ENABLED(CONFIG_MMU))
                        goto out_unlock;
                """,
            ),
        ),
    ),
    Repair(
        "B3",
        "a write fault of a page without mapping finishes",
        (
            Edit(
                KERNFS,
                "kernfs_vma_page_mkwrite",
                "before",
                "kernfs_put_active_of",
                lines="""
                    if (!ret) {
                        /* Nothing is truncated here, so that mm need not look. */
                        lock_page(vmf->page);
                        ret = VM_FAULT_LOCKED;
                    }
                """,
            ),
        ),
    ),
    Repair(
        "B4",
        "unbind is given the device, not the pagemap",
        (
            Edit(
                P2PDMA,
                "pci_p2pdma_unmap_mappings",
                "instead",
                "p2p_pgmap",
                lines="struct pci_dev *pdev = data;",
                series=("7.3",),
            ),
            Edit(
                P2PDMA,
                "pci_p2pdma_unmap_mappings",
                "instead",
                "sysfs_remove_file_from_group",
                lines="""
                    sysfs_remove_file_from_group(&pdev->dev.kobj,
                            &p2pmem_alloc_attr.attr,
                            p2pmem_group.name);
                """,
                series=("7.3",),
            ),
            Edit(
                P2PDMA,
                "pci_p2pdma_add_resource",
                "instead",
                "pci_p2pdma_unmap_mappings",
                lines="""
                    error = devm_add_action_or_reset(&pdev->dev,
                            pci_p2pdma_unmap_mappings, pdev);
                """,
                series=("7.3",),
            ),
        ),
    ),
    Repair(
        "B5",
        "the pagemaps are freed when nobody can find the pool any more",
        (
            Edit(P2PDMA, "struct pci_p2pdma", "behind", "pool", lines="struct list_head pagemaps;"),
            Edit(P2PDMA, "struct pci_p2pdma_pagemap", "behind", "pgmap", lines="struct list_head node;"),
            Edit(
                P2PDMA,
                "pci_p2pdma_release",
                "above",
                lines="""
                    static void pci_p2pdma_free_pagemaps(struct pci_p2pdma *p2pdma)
                    {
                        struct pci_p2pdma_pagemap *p2p_pgmap, *next;

                        list_for_each_entry_safe(p2p_pgmap, next,
                                &p2pdma->pagemaps, node)
                            kfree(p2p_pgmap);
                    }
                """,
            ),
            Edit(P2PDMA, "pci_p2pdma_release", "before", "gen_pool_destroy", lines="pci_p2pdma_free_pagemaps(p2pdma);"),
            Edit(P2PDMA, "pcim_p2pdma_init", "behind", "xa_init", lines="INIT_LIST_HEAD(&p2p->pagemaps);", series=("7.3",)),
            Edit(P2PDMA, "pci_p2pdma_setup", "behind", "xa_init", lines="INIT_LIST_HEAD(&p2p->pagemaps);", series=("6.12",)),
            Edit(
                P2PDMA,
                "pci_p2pdma_add_resource",
                "instead",
                "devm_kzalloc",
                lines="p2p_pgmap = kzalloc(sizeof(*p2p_pgmap), GFP_KERNEL);",
            ),
            Edit(
                P2PDMA,
                "pci_p2pdma_add_resource",
                "before",
                "pci_info",
                lines="list_add(&p2p_pgmap->node, &p2pdma->pagemaps);",
            ),
            Edit(P2PDMA, "pci_p2pdma_add_resource", "instead", "devm_kfree", lines="kfree(p2p_pgmap);"),
        ),
    ),
    Repair(
        "B6",
        "the count is that of a free page before the bit is clear",
        (
            Edit(
                "mm/memremap.c",
                "free_zone_device_folio",
                "before",
                "page_free",
                nth=2,
                lines="""
                    if (folio->page.pgmap->type == MEMORY_DEVICE_PCI_P2PDMA) {
                        /* With ->page_free() the page is another's, and may be gone. */
                        folio_set_count(folio, 1);
                        folio->page.pgmap->ops->page_free(folio_page(folio, 0));
                        return;
                    }
                """,
                series=("6.12",),
            ),
        ),
    ),
    Repair(
        "B7",
        "mremap moves a huge PUD, or splits it",
        (
            Edit(
                "mm/mremap.c",
                "get_old_pud",
                "before",
                "pud_none_or_clear_bad",
                lines="""
                    /* A leaf looks bad to what follows. */
                    if (pud_trans_huge(*pud) || pud_devmap(*pud))
                        return pud;
                """,
                series=("6.12",),
            ),
            Edit(
                "mm/mremap.c",
                "get_old_pud",
                "before",
                "pud_none_or_clear_bad",
                lines="""
                    /* A leaf looks bad to what follows. */
                    if (pud_trans_huge(*pud))
                        return pud;
                """,
                series=("7.3",),
            ),
            Edit(
                "mm/mremap.c",
                "move_page_tables",
                "block",
                "pud_trans_huge",
                lines="split_huge_pud(vma, old_pud, old_addr);",
                series=("6.12",),
            ),
            Edit(
                "mm/mremap.c",
                "move_page_tables",
                "block",
                "pud_trans_huge",
                lines="split_huge_pud(pmc->old, old_pud, pmc->old_addr);",
                series=("7.3",),
            ),
        ),
    ),
    Repair(
        "B8",
        "a huge PUD of pages is put when it is zapped or split, and has a reference in fork",
        (
            Edit(
                "mm/huge_memory.c",
                "zap_huge_pud",
                "instead",
                "vma_is_special_huge",
                lines="""
                    /* What an entry maps decides, not what else its VMA may map. */
                    if (!vm_normal_page_pud(vma, addr, orig_pud)) {
                """,
                series=("7.3",),
            ),
            Edit(
                "mm/huge_memory.c",
                "__split_huge_pud_locked",
                "instead",
                "vma_is_dax",
                till="page",
                lines="""
                    page = vm_normal_page_pud(vma, haddr, old_pud);
                    if (!page)
                        return;
                """,
                series=("7.3",),
            ),
            Edit(
                "include/linux/huge_mm.h",
                "",
                "instead",
                "copy_huge_pud",
                lines="""
                    int copy_huge_pud(struct mm_struct *dst_mm, struct mm_struct *src_mm,
                            pud_t *dst_pud, pud_t *src_pud, unsigned long addr,
                            struct vm_area_struct *dst_vma, struct vm_area_struct *vma);
                """,
                series=("7.3",),
            ),
            Edit(
                "mm/huge_memory.c",
                "copy_huge_pud",
                "instead",
                "copy_huge_pud",
                lines="""
                    int copy_huge_pud(struct mm_struct *dst_mm, struct mm_struct *src_mm,
                            pud_t *dst_pud, pud_t *src_pud, unsigned long addr,
                            struct vm_area_struct *dst_vma, struct vm_area_struct *vma)
                """,
                series=("7.3",),
            ),
            Edit(
                "mm/huge_memory.c",
                "copy_huge_pud",
                "before",
                "set_pud_at",
                lines="""
                    if (vm_normal_page_pud(vma, addr, pud)) {
                        struct folio *folio = page_folio(pud_page(pud));

                        folio_get(folio);
                        folio_add_file_rmap_pud(folio, pud_page(pud), dst_vma);
                        add_mm_counter(dst_mm, mm_counter_file(folio), HPAGE_PUD_NR);
                    }
                """,
                series=("7.3",),
            ),
            Edit(
                "mm/memory.c",
                "copy_pud_range",
                "instead",
                "copy_huge_pud",
                lines="err = copy_huge_pud(dst_mm, src_mm, dst_pud, src_pud, addr, dst_vma, src_vma);",
                series=("7.3",),
            ),
        ),
    ),
    Repair(
        "B9",
        "the count of mapped files is atomic",
        (
            Edit(KERNFS, "struct kernfs_open_node", "instead", "nr_mmapped", lines="atomic_t nr_mmapped;"),
            Edit(KERNFS, "kernfs_fop_mmap", "instead", "nr_mmapped", lines="atomic_inc(&of_on(of)->nr_mmapped);"),
            Edit(KERNFS, "kernfs_unlink_open_file", "instead", "nr_mmapped", lines="atomic_dec(&on->nr_mmapped);"),
            Edit(
                KERNFS,
                "kernfs_should_drain_open_files",
                "instead",
                "nr_mmapped",
                lines="ret = on && (atomic_read(&on->nr_mmapped) || on->nr_to_release);",
            ),
            Edit(KERNFS, "kernfs_drain_open_files", "instead", "nr_mmapped", lines="atomic_dec(&on->nr_mmapped);"),
            Edit(
                KERNFS,
                "kernfs_drain_open_files",
                "instead",
                "nr_mmapped",
                nth=2,
                lines="WARN_ON_ONCE(atomic_read(&on->nr_mmapped) || on->nr_to_release);",
            ),
        ),
    ),
    Repair(
        "B10",
        "the count is read after the last active reference is gone",
        (
            Edit(
                KERNFS,
                "kernfs_should_drain_open_files",
                "before",
                "rcu_read_lock",
                lines="""
                    /* Pairs with atomic_dec_return() in kernfs_put_active(). */
                    smp_rmb();
                """,
            ),
        ),
    ),
    Repair(
        "B11",
        "who is in GUP-fast is waited for before the struct pages go",
        (
            Edit(
                "mm/memremap.c",
                "pageunmap_range",
                "before",
                "mem_hotplug_begin",
                lines="""
                    /* GUP-fast may still look at a struct page. */
                    synchronize_rcu();
                """,
            ),
        ),
    ),
    Repair(
        "B12",
        "a folio has its head and tails before it has a count",
        (
            Edit(
                "mm/memremap.c",
                "zone_device_page_init",
                "before",
                "percpu_ref_tryget_many",
                lines="""
                    if (order)
                        prep_compound_page(page, order);
                    /* Who finds the count, as GUP-fast may, finds the folio. */
                    smp_wmb();
                """,
                series=("7.3",),
            ),
            Edit(
                "mm/memremap.c",
                "zone_device_page_init",
                "instead",
                "lock_page",
                till="prep_compound_page",
                lines="lock_page(page);",
                series=("7.3",),
            ),
        ),
    ),
    Repair(
        "B13",
        "a huge PUD is no table, and is split where its VMA is",
        (
            Edit(
                "mm/rmap.c",
                "mm_find_pmd",
                "before",
                "pmd_offset",
                lines="""
                    /* A leaf has no PMDs. */
                    if (pud_leaf(*pud))
                        goto out;

                """,
            ),
            Edit(
                "mm/huge_memory.c",
                "split_huge_pmd_if_needed",
                "above",
                lines="""
                    #ifdef CONFIG_HAVE_ARCH_TRANSPARENT_HUGEPAGE_PUD
                    /* Splits a huge PUD that would lie on both sides of the address. */
                    static void split_huge_pud_if_needed(struct vm_area_struct *vma, unsigned long address)
                    {
                        unsigned long first = ALIGN_DOWN(address, PUD_SIZE);
                        pgd_t *pgd;
                        p4d_t *p4d;
                        pud_t *pud;

                        if (first == address || !range_in_vma(vma, first, first + PUD_SIZE))
                            return;
                        pgd = pgd_offset(vma->vm_mm, address);
                        if (!pgd_present(*pgd))
                            return;
                        p4d = p4d_offset(pgd, address);
                        if (!p4d_present(*p4d))
                            return;
                        pud = pud_offset(p4d, address);
                        if (pud_present(*pud))
                            split_huge_pud(vma, pud, address);
                    }
                    #else
                    static void split_huge_pud_if_needed(struct vm_area_struct *vma, unsigned long address)
                    {
                    }
                    #endif

                """,
            ),
            Edit(
                "mm/huge_memory.c",
                "split_huge_pmd_if_needed",
                "before",
                "IS_ALIGNED",
                lines="split_huge_pud_if_needed(vma, address);",
            ),
        ),
    ),
    Repair(
        "B14",
        "who counts more pages than a folio has corrects the statistics by what is below zero",
        (
            Edit(
                "mm/rmap.c",
                "__folio_add_rmap",
                "instead",
                "nr < 0",
                till="nr = 0",
                lines="/* Below zero then: what others have counted too often is taken back. */",
            ),
            Edit(
                "mm/rmap.c",
                "__folio_remove_rmap",
                "instead",
                "nr < 0",
                till="nr = 0",
                lines="/* Below zero then: who is about to remove a page takes one too many. */",
            ),
            Edit(
                "mm/rmap.c",
                "__folio_remove_rmap",
                "instead",
                "nr < nr_pmdmapped",
                lines="partially_mapped = nr > 0 && nr < nr_pmdmapped;",
            ),
        ),
    ),
)


class Failure(Exception):
    pass


def code(line):
    """A line without what is certainly comment."""
    stripped = line.strip()
    return "" if stripped.startswith(("*", "/*", "//")) else stripped


def region_of(lines, edit):
    """The lines [first, last] of what the edit is in."""
    name = edit.region
    if not name:
        return 0, len(lines) - 1
    begins = (
        re.compile(re.escape(name) + r" \{")
        if name.startswith("struct ")
        else re.compile(rf"[^\s#/*].*\b{name}(\(|\b.* = \{{)|{name}\(")
    )
    found = []
    for number, line in enumerate(lines):
        if not begins.match(line):
            continue
        opening = next((n for n in range(number, len(lines)) if lines[n].rstrip().endswith(("{", ";"))), None)
        if opening is None or lines[opening].rstrip().endswith(";"):
            continue  # a declaration
        last = next((n for n in range(opening + 1, len(lines)) if lines[n].startswith("}")), None)
        if last is None:
            raise Failure(f"{edit.file}: `{name}` has no end")
        found.append((number, last))
    if len(found) != 1:
        raise Failure(f"{edit.file}: `{name}` is there {len(found)} times")
    return found[0]


def statement(lines, edit, first, last, anchor, nth=1):
    """The lines [first, last] of the statement with the nth occurrence of the anchor."""
    word = re.compile(rf"(?<!\w){re.escape(anchor)}(?!\w)")
    hits = [n for n in range(first, last + 1) if word.search(code(lines[n]))]
    if len(hits) < nth:
        raise Failure(f"{edit.file}, {edit.region}: there is no `{anchor}`")
    begin = end = hits[nth - 1]
    depth = lines[begin].count("(") - lines[begin].count(")")
    while depth > 0 or not lines[end].rstrip().endswith((";", "{", ",", ")", ">")):
        end += 1
        if end > last:
            raise Failure(f"{edit.file}, {edit.region}: the statement with `{anchor}` has no end")
        depth += lines[end].count("(") - lines[end].count(")")
    return begin, end


def indented(edit, indentation):
    text = edit.lines.strip("\n").splitlines()
    margin = min((len(l) - len(l.lstrip(" ")) for l in text if l.strip()), default=0)
    made = []
    for line in text:
        if not line.strip():
            made.append("")
            continue
        rest = line[margin:]
        blanks = len(rest) - len(rest.lstrip(" "))
        made.append(indentation + "\t" * (blanks // 4) + " " * (blanks % 4) + rest.lstrip(" "))
    while made and not made[-1].strip():
        made.pop()
    return made


def put(lines, edit):
    """The file with the lines of the edit in their place."""
    first, last = region_of(lines, edit)
    if edit.place == "above":
        return lines[:first] + indented(edit, "") + [""] + lines[first:]
    begin, end = statement(lines, edit, first, last, edit.anchor, edit.nth)
    indentation = lines[begin][: len(lines[begin]) - len(lines[begin].lstrip())]
    new = indented(edit, indentation)
    if edit.place == "before":
        while not code(lines[begin - 1]) and lines[begin - 1].strip():
            begin -= 1  # the comment belongs to the statement
        return lines[:begin] + new + lines[begin:]
    if edit.place == "behind":
        return lines[: end + 1] + new + lines[end + 1 :]
    if edit.place == "instead":
        if edit.till:
            _, end = statement(lines, edit, begin, last, edit.till)
        return lines[:begin] + new + lines[end + 1 :]
    # The brace that closes the block is the first with the indentation of the line that opens it.
    closing = next((n for n in range(begin + 1, last) if lines[n].startswith(indentation + "}")), None)
    if closing is None:
        raise Failure(f"{edit.file}, {edit.region}: `{edit.anchor}` opens no block")
    return lines[:closing] + indented(edit, indentation + "\t") + lines[closing:]


def edits_of(series):
    return [edit for repair in REPAIRS for edit in repair.edits if series in edit.series]


def changed(series, tree):
    """The files with the repairs, by path."""
    texts = {}
    for edit in edits_of(series):
        path = tree / edit.file
        lines = texts.get(path) or path.read_text().split("\n")
        texts[path] = put(lines, edit)
    return texts


def apply(series, tree):
    mark = tree / ".p2pdma-repairs"
    if mark.exists():
        raise Failure(f"{tree} has the repairs")
    texts = changed(series, tree)
    for path, lines in texts.items():
        path.write_text("\n".join(lines))
    mark.write_text(series + "\n")
    print(f"Linux {series}: {len(edits_of(series))} places in {len(texts)} files")


CONFIGURED = (
    "PCI_P2PDMA",
    "ZONE_DEVICE",
    "MEMORY_HOTPLUG",
    "MEMORY_HOTREMOVE",
    "SPARSEMEM_VMEMMAP",
    "TRANSPARENT_HUGEPAGE",
    "EXPERT",
)


def compile_objects(series, tree):
    def run(*command):
        subprocess.run(command, cwd=tree, check=True, stdout=subprocess.DEVNULL)

    objects = sorted({e.file[:-2] + ".o" for e in edits_of(series) if e.file.endswith(".c")})
    run("make", "-s", "defconfig")
    run("scripts/config", *(word for name in CONFIGURED for word in ("--enable", name)), "--enable", "WERROR")
    run("make", "-s", "olddefconfig")
    configuration = (tree / ".config").read_text()
    for name in CONFIGURED:
        if f"CONFIG_{name}=y" not in configuration:
            raise Failure(f"CONFIG_{name} cannot be had")
    run("make", "-s", *objects)
    print(f"Linux {series}: {', '.join(objects)} compiled, warnings are errors")


def main(arguments):
    match arguments:
        case ["list"]:
            for repair in REPAIRS:
                print(f"{repair.id}: {repair.title} ({', '.join(repair.series())})")
                for edit in repair.edits:
                    print(f"    {edit.where()}")
        case ["files", series] if series in BOTH:
            print("\n".join(sorted({edit.file for edit in edits_of(series)})))
        case ["check", series, tree] if series in BOTH:
            places = len(edits_of(series))
            print(f"Linux {series}: {places} places in {len(changed(series, pathlib.Path(tree)))} files are there")
        case ["apply", series, tree] if series in BOTH:
            apply(series, pathlib.Path(tree))
        case ["compile", series, tree] if series in BOTH:
            compile_objects(series, pathlib.Path(tree).resolve())
        case _:
            sys.exit(__doc__.strip())


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except (Failure, OSError, UnicodeError, subprocess.CalledProcessError) as failure:
        sys.exit(f"repairs: {failure}")

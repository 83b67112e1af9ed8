static int grab(struct page *page)
{
	/* Comments do not count. */
	return atomic_inc_not_zero(&page->count);
}

int pin(struct page *page)
{
	return grab(page) ? 0 : -EBUSY;
}

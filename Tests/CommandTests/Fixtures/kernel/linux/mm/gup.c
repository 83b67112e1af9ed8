/* pin() is below. */
static int grab(struct page *page)
{
	return atomic_inc_not_zero(&page->count);
}

int pin(struct page *page)
{
	return grab(page) ? 0 : -EAGAIN;
}

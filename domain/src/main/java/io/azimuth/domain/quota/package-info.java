/** Rate limit quotas, which of them limits a request, and the buckets that count requests. */
package io.azimuth.domain.quota;

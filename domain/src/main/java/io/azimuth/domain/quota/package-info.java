/** How many requests may come: quotas, which of them counts, and the buckets that they fill. */
package io.azimuth.domain.quota;

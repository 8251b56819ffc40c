/** Rate-limit quotas: where they are kept, and the buckets of the clients. */
package io.azimuth.application.quota;

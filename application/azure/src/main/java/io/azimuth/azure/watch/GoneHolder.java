package io.azimuth.azure.watch;

import io.azimuth.domain.azure.watch.ResourceWatch;

/**
 * A holder of tokens that is gone.
 *
 * @param gone why and since when
 */
record GoneHolder(TokenHolder holder, ResourceWatch.Gone gone) {}

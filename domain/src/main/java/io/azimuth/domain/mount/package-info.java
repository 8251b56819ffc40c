/** Mounts: where backends are reached, and their settings. */
package io.azimuth.domain.mount;

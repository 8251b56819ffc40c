/** Caches that hold for one epoch of mounts, roles, configurations and policies. */
package io.azimuth.application.epoch;

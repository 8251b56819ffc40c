/** Mounts: which backend serves which path. */
package io.azimuth.application.mount;

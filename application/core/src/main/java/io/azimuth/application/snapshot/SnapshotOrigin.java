package io.azimuth.application.snapshot;

/**
 * The properties of the server that a snapshot's header names.
 *
 * @param version of the server
 * @param sealKeyId the id of the configured wrapping key, empty when it is split into key shares
 */
public record SnapshotOrigin(String version, String sealKeyId) {}

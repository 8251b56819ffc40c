package io.azimuth.adapters.azure.session;

/**
 * Microsoft Graph as one mount sees it.
 *
 * @param once sends each call once
 * @param repeating repeats calls as the mount wishes; for reads
 */
public record GraphSession(GraphCalls once, GraphCalls repeating) {}

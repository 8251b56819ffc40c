package io.azimuth.adapters.azure.discovery;

import io.azimuth.spi.verify.DocumentFetcher;
import java.time.Clock;
import java.util.concurrent.Executor;

/**
 * What is needed to read a cloud's documents.
 *
 * @param cloud the cloud's name
 * @param rules what the documents may contain
 */
record CloudAccess(
    String cloud, DiscoveryRules rules, DocumentFetcher fetcher, Executor executor, Clock clock) {}

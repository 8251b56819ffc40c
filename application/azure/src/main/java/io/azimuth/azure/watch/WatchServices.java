package io.azimuth.azure.watch;

import io.azimuth.azure.grace.Outages;
import io.azimuth.azure.grace.ProofRemoval;
import io.azimuth.azure.line.LoginLines;
import io.azimuth.spi.issued.IssuedTokens;
import io.azimuth.spi.storage.MountStore;
import java.time.Clock;
import java.util.concurrent.Executor;

/**
 * What every watch uses.
 *
 * @param directory asks Azure
 * @param lanes run what blocks
 * @param lines in which logins wait, which come first
 * @param outages in which nothing is asked
 * @param proofs which end when a machine is gone
 * @param store for reports
 * @param metrics counts revocations
 * @param clock tells the time
 */
public record WatchServices(
    IssuedTokens tokens,
    WatchDirectory directory,
    Executor lanes,
    LoginLines lines,
    Outages outages,
    ProofRemoval proofs,
    MountStore store,
    WatchMetrics metrics,
    Clock clock) {}

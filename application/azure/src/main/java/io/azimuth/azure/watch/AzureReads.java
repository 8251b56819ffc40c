package io.azimuth.azure.watch;

import io.azimuth.azure.config.AzureSettings;
import io.azimuth.azure.port.MachineList;
import io.azimuth.azure.spi.DirectoryAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The reads of Azure of one round, within the allowance. Safe for use by many threads. */
final class AzureReads {

  private static final Logger LOG = LoggerFactory.getLogger(AzureReads.class);

  /** A round does not wait longer when Azure asks not to be called. */
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);

  private final String mountUuid;
  private volatile AzureSettings settings;
  private final WatchServices services;
  private final ReadAllowance allowance;
  private final int before;
  private final AtomicBoolean complained = new AtomicBoolean();

  AzureReads(
      String mountUuid, AzureSettings settings, WatchServices services, ReadAllowance allowance) {
    this.mountUuid = mountUuid;
    this.settings = settings;
    this.services = services;
    this.allowance = allowance;
    this.before = allowance.made();
  }

  /** From now on it reads with these settings. */
  void follow(AzureSettings current) {
    settings = current;
  }

  /** Decides how the machines of the plan are read. */
  void arrange(RoundPlan plan) {
    plan.arrange(services.directory().canList(settings), allowance::traffic, now());
  }

  Instant now() {
    return services.clock().instant();
  }

  /** How many were made so far, pages of lists included. */
  int made() {
    return allowance.made() - before;
  }

  /** Why the round should not wait for Azure; empty when all is well. */
  Optional<String> problem(Instant now) {
    return allowance
        .pausedUntil(now)
        .filter(until -> until.isAfter(now.plus(LONGEST_WAIT)))
        .map(until -> "Azure asks not to be called until " + until);
  }

  /** Takes a read from the allowance, if it is in it and nothing holds it up. */
  boolean begin(ReadStep step, Instant now) {
    return !isHeldUp(now) && allowance.take(step, now);
  }

  // Logins come first, and Azure is left alone where it asks for that or does not answer.
  private boolean isHeldUp(Instant now) {
    return allowance.pausedUntil(now).isPresent()
        || services.outages().away(mountUuid).isPresent()
        || services.lines().waiting(mountUuid) > 0;
  }

  /** What was taken for a read that was not made. */
  void giveBack(ReadStep step, Instant begun) {
    allowance.giveBack(step, begun);
  }

  /** The answer for one machine; blocks. */
  DirectoryAnswer find(TenantResource machine) {
    DirectoryAnswer answer = services.directory().find(mountUuid, settings, machine);
    allowance.ended(answer, now());
    boolean usable =
        answer instanceof DirectoryAnswer.Found || answer instanceof DirectoryAnswer.Absent;
    if (!usable && complained.compareAndSet(false, true)) {
      LOG.warn(
          "a watched machine was not read; others of this round are not logged, resource={}: {}",
          machine.resource(),
          answer);
    }
    return answer;
  }

  /**
   * The machines of a group; blocks.
   *
   * @param begun when it was taken from the allowance
   */
  MachineList list(ReadStep.Listed step, Instant begun) {
    MachineList list = services.directory().list(mountUuid, settings, step);
    allowance.ended(step, list, begun, now());
    return list;
  }
}

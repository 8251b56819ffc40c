package io.azimuth.adapters.azure.arm;

import io.azimuth.adapters.azure.call.AzureCall;
import io.azimuth.adapters.azure.call.DirectoryFailures;
import io.azimuth.adapters.azure.call.ProcessorLag;
import io.azimuth.adapters.azure.call.ResourceAbsence;
import io.azimuth.adapters.azure.pipeline.RetryAfter;
import io.azimuth.adapters.azure.session.AzureSessions;
import io.azimuth.adapters.azure.session.MachineListing;
import io.azimuth.azure.port.AzureAnswer;
import io.azimuth.azure.port.DirectoryAccess;
import io.azimuth.azure.port.MachineList;
import io.azimuth.azure.port.ResourceDirectory;
import io.azimuth.azure.port.SubscriptionList;
import io.azimuth.azure.spi.DirectoryAnswer;
import io.azimuth.domain.azure.fleet.MachineGroup;
import io.azimuth.domain.azure.id.ResourceId;
import io.azimuth.domain.azure.rights.AzureScope;
import io.azimuth.domain.azure.rights.Grants;
import io.azimuth.domain.azure.rights.RightsComparison;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Resource Manager through the Azure SDK. The server's own failed sign-in counts as {@link
 * DirectoryAnswer.Down}: there was no answer about the resource, and the login may be tried again.
 */
public final class ArmResourceDirectory implements ResourceDirectory {

  private static final Logger log = LoggerFactory.getLogger(ArmResourceDirectory.class);

  private static final String NAME = "Resource Manager";

  private final Supplier<AzureSessions> sessions;
  private final Supplier<SdkWarmUp> warmUp;
  private final DirectoryFailures faults;
  private final DirectoryFailures ownRights;
  private final ProcessorLag lag = ProcessorLag.ofThisProcess();

  /** Asks for what is made of the SDK at its first use: a start need not load the SDK. */
  public ArmResourceDirectory(
      Supplier<AzureSessions> sessions, Supplier<SdkWarmUp> warmUp, RetryAfter retryAfter) {
    this.sessions = sessions;
    this.warmUp = warmUp;
    this.faults = new DirectoryFailures(NAME, false, "", retryAfter);
    this.ownRights =
        new DirectoryFailures(NAME, false, RightsComparison.OWN_RIGHTS.value(), retryAfter);
  }

  @Override
  public AzureAnswer<Duration> probe(DirectoryAccess access, Duration limit) {
    long start = System.nanoTime();
    return new AzureCall(faults)
        .make(
            limit,
            () ->
                sessions
                    .get()
                    .arm(access)
                    .probe()
                    .map(answered -> Duration.ofNanos(System.nanoTime() - start)));
  }

  @Override
  public AzureAnswer<Grants> rights(DirectoryAccess access, AzureScope place, Duration limit) {
    return new AzureCall(ownRights).make(limit, () -> sessions.get().arm(access).rights(place));
  }

  @Override
  public AzureAnswer<SubscriptionList> subscriptions(DirectoryAccess access, Duration limit) {
    return new AzureCall(faults).make(limit, () -> sessions.get().arm(access).subscriptions());
  }

  @Override
  public void prepare() {
    var unused = warmUp.get().run();
  }

  @Override
  public DirectoryAnswer find(DirectoryAccess access, ResourceId id, Duration limit) {
    return AzureCall.make(
        limit,
        () -> sessions.get().arm(access).ask(id),
        DirectoryAnswer.Found::new,
        (thrown, sent) -> failed(access, id, thrown));
  }

  @Override
  public DirectoryAnswer findAgain(DirectoryAccess access, ResourceId id, Duration limit) {
    return AzureCall.make(
        limit,
        () -> sessions.get().arm(access).ask(id),
        DirectoryAnswer.Found::new,
        (thrown, sent) -> failedAgain(id, thrown));
  }

  @Override
  public boolean lags() {
    return lag.isLarge();
  }

  @Override
  public boolean canList() {
    return true;
  }

  @Override
  public MachineList list(DirectoryAccess access, MachineGroup group, Duration limit) {
    MachineListing listing = new MachineListing(group);
    Optional<DirectoryAnswer> stopped =
        AzureCall.make(
            limit,
            () -> sessions.get().arm(access).read(listing),
            read -> Optional.empty(),
            (thrown, sent) -> Optional.of(failed(group, thrown)));
    MachineList list = listing.told(stopped);
    log.debug(
        "machines listed, group={}, pages={}, machines={}, stopped={}",
        group,
        list.pages(),
        list.machines().size(),
        stopped.map(Object::toString).orElse("no"));
    return list;
  }

  private DirectoryAnswer failed(MachineGroup group, Throwable thrown) {
    return ResourceAbsence.isSaidOf(group, thrown)
        ? new DirectoryAnswer.Absent()
        : faults.readAboutResource(thrown);
  }

  private DirectoryAnswer failedAgain(ResourceId id, Throwable thrown) {
    DirectoryAnswer answer =
        ResourceAbsence.isSaidOf(id, thrown)
            ? new DirectoryAnswer.Absent()
            : faults.readAboutResource(thrown);
    log.debug("a machine was not found again, resource={}: {}", id, answer);
    return answer;
  }

  private DirectoryAnswer failed(DirectoryAccess access, ResourceId id, Throwable thrown) {
    if (ResourceAbsence.isSaidOf(id, thrown) || ResourceAbsence.isSaidOfTypeOf(id, thrown)) {
      return new DirectoryAnswer.Absent();
    }
    DirectoryAnswer answer = faults.readAboutResource(thrown);
    if (answer instanceof DirectoryAnswer.Forbidden forbidden) {
      log.error(
          "Resource Manager forbids reading, resource={}, tenant={}: {}; {}",
          id,
          access.tenant(),
          faults.describe(thrown),
          forbidden.right().isEmpty()
              ? "the server signed in to that tenant, and the subscription may belong to another one"
              : "the server's identity lacks " + forbidden.right());
    } else if (answer instanceof DirectoryAnswer.Down down) {
      log.warn("no answer of Resource Manager, resource={}: {}", id, down.detail());
    } else if (answer instanceof DirectoryAnswer.Unusable unusable) {
      log.warn("no usable answer of Resource Manager, resource={}: {}", id, unusable.detail());
    } else if (answer instanceof DirectoryAnswer.Throttled throttled) {
      log.warn(
          "no answer of Resource Manager: throttled, resource={}, retry_after_seconds={}",
          id,
          throttled.retryAfter().toSeconds());
    }
    return answer;
  }
}

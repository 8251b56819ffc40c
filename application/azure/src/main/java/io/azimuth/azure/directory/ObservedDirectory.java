package io.azimuth.azure.directory;

import io.azimuth.azure.grace.Outages;
import io.azimuth.azure.metrics.AzureCallMetrics;
import io.azimuth.azure.metrics.AzureCallResult;
import io.azimuth.azure.metrics.AzureService;
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
import java.time.Duration;
import java.util.function.Supplier;

/** A resource directory whose answers are counted, and recorded for the status. */
final class ObservedDirectory implements ResourceDirectory {

  private final ResourceDirectory directory;
  private final CallHistory memory;
  private final Outages outages;
  private final AzureCallMetrics calls;

  ObservedDirectory(
      ResourceDirectory directory, CallHistory memory, Outages outages, AzureCallMetrics calls) {
    this.directory = directory;
    this.memory = memory;
    this.outages = outages;
    this.calls = calls;
  }

  @Override
  public DirectoryAnswer find(DirectoryAccess access, ResourceId id, Duration limit) {
    long start = System.nanoTime();
    DirectoryAnswer answer = directory.find(access, id, limit);
    calls.ended(AzureService.RESOURCE_MANAGER, AzureCallResult.of(answer), start);
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    remember(access, answer, took);
    watchOutage(access, answer, took.compareTo(limit) >= 0);
    return answer;
  }

  /** Counted, and not recorded: one machine that may not be read shows nothing of logins. */
  @Override
  public DirectoryAnswer findAgain(DirectoryAccess access, ResourceId id, Duration limit) {
    long start = System.nanoTime();
    DirectoryAnswer answer = directory.findAgain(access, id, limit);
    calls.ended(AzureService.RESOURCE_MANAGER, AzureCallResult.of(answer), start);
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    watchOutage(access, answer, took.compareTo(limit) >= 0);
    return answer;
  }

  @Override
  public boolean lags() {
    return directory.lags();
  }

  @Override
  public boolean canList() {
    return directory.canList();
  }

  @Override
  public MachineList list(DirectoryAccess access, MachineGroup group, Duration limit) {
    long start = System.nanoTime();
    MachineList list = directory.list(access, group, limit);
    calls.ended(
        AzureService.RESOURCE_MANAGER,
        list.stopped()
            .map(AzureCallResult::of)
            .orElseGet(() -> AzureCallResult.of(AzureCallResult.Outcome.OK)),
        start);
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    // A refused or failed list is no fault: it is made again, or the machines are read one by one,
    // which is recorded.
    if (list.stopped().isEmpty()) {
      memory.succeeded(access, AzureService.RESOURCE_MANAGER, took);
    }
    list.stopped()
        .ifPresentOrElse(
            answer -> watchOutage(access, answer, took.compareTo(limit) >= 0),
            () -> outages.answered(access.mount()));
    return list;
  }

  @Override
  public AzureAnswer<Duration> probe(DirectoryAccess access, Duration limit) {
    long start = System.nanoTime();
    AzureAnswer<Duration> answer = directory.probe(access, limit);
    calls.ended(AzureService.RESOURCE_MANAGER, AzureCallResult.of(answer), start);
    Duration took = answer instanceof AzureAnswer.Done<Duration> done ? done.value() : limit;
    memory.answered(access, AzureService.RESOURCE_MANAGER, answer, took);
    if (answer instanceof AzureAnswer.Done<Duration>) {
      outages.answered(access.mount());
    }
    return answer;
  }

  /** Counted, and not recorded: it shows nothing of how logins fare. */
  @Override
  public AzureAnswer<Grants> rights(DirectoryAccess access, AzureScope place, Duration limit) {
    return counted(() -> directory.rights(access, place, limit));
  }

  @Override
  public AzureAnswer<SubscriptionList> subscriptions(DirectoryAccess access, Duration limit) {
    return counted(() -> directory.subscriptions(access, limit));
  }

  private <T> AzureAnswer<T> counted(Supplier<AzureAnswer<T>> call) {
    long start = System.nanoTime();
    AzureAnswer<T> answer = call.get();
    calls.ended(AzureService.RESOURCE_MANAGER, AzureCallResult.of(answer), start);
    return answer;
  }

  @Override
  public void prepare() {
    directory.prepare();
  }

  private void watchOutage(DirectoryAccess access, DirectoryAnswer answer, boolean ranOut) {
    if (!(answer instanceof DirectoryAnswer.Down down) || down.refused()) {
      outages.answered(access.mount());
    } else if (ranOut && directory.lags()) {
      outages.unclear(access.mount());
    } else {
      outages.failed(access.mount());
    }
  }

  private void remember(DirectoryAccess access, DirectoryAnswer answer, Duration took) {
    if (answer instanceof DirectoryAnswer.Found || answer instanceof DirectoryAnswer.Absent) {
      memory.succeeded(access, AzureService.RESOURCE_MANAGER, took);
    } else {
      memory.failed(access, AzureService.RESOURCE_MANAGER, reason(answer));
    }
  }

  private String reason(DirectoryAnswer answer) {
    if (answer instanceof DirectoryAnswer.Throttled throttled) {
      return AzureFailureText.throttled(throttled.retryAfter(), memory.now());
    }
    if (answer instanceof DirectoryAnswer.Down down) {
      return down.detail();
    }
    return answer instanceof DirectoryAnswer.Unusable unusable
        ? unusable.detail()
        : AzureFailureText.forbidden((DirectoryAnswer.Forbidden) answer);
  }
}

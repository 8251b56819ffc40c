package io.azimuth.azure.directory;

import io.azimuth.azure.metrics.AzureCallMetrics;
import io.azimuth.azure.metrics.AzureCallResult;
import io.azimuth.azure.metrics.AzureService;
import io.azimuth.azure.port.AddedPassword;
import io.azimuth.azure.port.AzureAnswer;
import io.azimuth.azure.port.CredentialRotator;
import io.azimuth.azure.port.DirectoryAccess;
import io.azimuth.azure.port.RegisteredApplication;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.function.Supplier;

/** A credential rotator whose answers are counted, and recorded for the status. */
final class ObservedRotator implements CredentialRotator {

  private final CredentialRotator rotator;
  private final CallHistory memory;
  private final AzureCallMetrics calls;

  ObservedRotator(CredentialRotator rotator, CallHistory memory, AzureCallMetrics calls) {
    this.rotator = rotator;
    this.memory = memory;
    this.calls = calls;
  }

  @Override
  public AzureAnswer<RegisteredApplication> find(
      DirectoryAccess access, String clientId, Duration limit) {
    AzureAnswer<RegisteredApplication> answer =
        remembered(access, () -> rotator.find(access, clientId, limit));
    if (answer instanceof AzureAnswer.Done<RegisteredApplication> found) {
      memory.recordExpiry(access, found.value());
    }
    return answer;
  }

  @Override
  public AzureAnswer<AddedPassword> add(
      DirectoryAccess access, String objectId, String displayName, Instant end, Duration limit) {
    return remembered(access, () -> rotator.add(access, objectId, displayName, end, limit));
  }

  @Override
  public AzureAnswer<Boolean> remove(
      DirectoryAccess access, String objectId, String keyId, Duration limit) {
    return remembered(access, () -> rotator.remove(access, objectId, keyId, limit));
  }

  @Override
  public AzureAnswer<AddedPassword> addCertificate(
      DirectoryAccess access, String objectId, String displayName, Instant end, Duration limit) {
    return remembered(
        access, () -> rotator.addCertificate(access, objectId, displayName, end, limit));
  }

  @Override
  public AzureAnswer<Boolean> removeCertificate(
      DirectoryAccess access, String objectId, String keyId, Duration limit) {
    return remembered(access, () -> rotator.removeCertificate(access, objectId, keyId, limit));
  }

  /**
   * Neither counted nor recorded: it only signs in, and a new secret is refused until Azure has
   * replicated it, which shows nothing of the state of Graph.
   */
  @Override
  public AzureAnswer<Instant> prove(DirectoryAccess access, Purpose purpose, Duration limit) {
    return rotator.prove(access, purpose, limit);
  }

  /** Neither counted nor recorded, as {@link #prove} is. */
  @Override
  public AzureAnswer<Set<String>> permissions(DirectoryAccess access, Duration limit) {
    return rotator.permissions(access, limit);
  }

  private <T> AzureAnswer<T> remembered(DirectoryAccess access, Supplier<AzureAnswer<T>> call) {
    long start = System.nanoTime();
    AzureAnswer<T> answer = call.get();
    calls.ended(AzureService.GRAPH, AzureCallResult.of(answer), start);
    memory.answered(
        access, AzureService.GRAPH, answer, Duration.ofNanos(System.nanoTime() - start));
    return answer;
  }
}

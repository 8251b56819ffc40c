package io.azimuth.adapters.azure.keyvault;

import io.azimuth.adapters.azure.call.AzureCall;
import io.azimuth.adapters.azure.pipeline.CallException;
import io.azimuth.adapters.azure.pipeline.CauseChain;
import io.azimuth.adapters.azure.pipeline.FailureWords;
import io.azimuth.adapters.azure.pipeline.RetryBudgetExceededException;
import io.azimuth.adapters.azure.pipeline.ThrottledException;
import io.azimuth.adapters.azure.pipeline.UnusableAnswerException;
import io.azimuth.adapters.azure.signin.SignInException;
import io.azimuth.azure.metrics.AzureCallMetrics;
import io.azimuth.azure.metrics.AzureCallResult;
import io.azimuth.azure.metrics.AzureService;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.seal.Seal;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Wraps by an RSA key of Key Vault, with its newest version, and unwraps with the version that
 * wrapped. Everyone who knows the public key can wrap.
 */
final class KeyVaultSeal implements Seal {

  private static final String TYPE = "azurekeyvault";

  /** For one call with its sign-in and all repetitions. */
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final KeyVaultKey key;
  private final Supplier<KeyVaultCalls> maker;
  private final AzureCallMetrics metrics;
  private @Nullable KeyVaultCalls made;

  /**
   * A seal; its HTTP client and threads are made at first use.
   *
   * @param maker makes the calls
   * @param metrics counts them
   */
  KeyVaultSeal(KeyVaultKey key, Supplier<KeyVaultCalls> maker, AzureCallMetrics metrics) {
    this.key = key;
    this.maker = maker;
    this.metrics = metrics;
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public boolean hasPublicKey() {
    return true;
  }

  @Override
  public byte[] wrap(byte[] rootKey) {
    String version = ask(KeyVaultCalls::newest);
    byte[] value = ask(calls -> calls.wrap(version, rootKey));
    return new VaultWrappedKey(key, version, value).bytes();
  }

  @Override
  public byte[] unwrap(byte[] wrapped) {
    VaultWrappedKey parsed = VaultWrappedKey.parse(wrapped);
    if (!parsed.key().name().equals(key.name())) {
      throw new ServiceException(
          ErrorCode.SEAL_UNUSABLE,
          "the root key is wrapped by " + parsed.key() + "; the configuration names " + key);
    }
    return ask(calls -> calls.unwrap(parsed.version(), parsed.value()));
  }

  @Override
  public boolean rewrapDue(byte[] wrapped) {
    VaultWrappedKey parsed = VaultWrappedKey.parse(wrapped);
    return !parsed.key().equals(key) || !parsed.version().equals(ask(KeyVaultCalls::newest));
  }

  @Override
  public boolean isOwn(byte[] wrapped) {
    try {
      return VaultWrappedKey.parse(wrapped).key().equals(key);
    } catch (ServiceException e) {
      return false;
    }
  }

  private <T> T ask(Function<KeyVaultCalls, Mono<T>> call) {
    long start = System.nanoTime();
    return AzureCall.<T, Answer<T>>make(
            LIMIT,
            () -> call.apply(calls()),
            value -> {
              ended(AzureCallResult.of(AzureCallResult.Outcome.OK), start);
              return new Answer<>(value);
            },
            (thrown, sent) -> {
              ended(result(thrown), start);
              throw failure(thrown);
            })
        .value();
  }

  private void ended(AzureCallResult result, long start) {
    metrics.ended(AzureService.KEY_VAULT, result, start);
  }

  private static AzureCallResult result(Throwable thrown) {
    return CauseChain.find(thrown, ThrottledException.class)
        .map(throttled -> AzureCallResult.throttled(throttled.retryAfter()))
        .orElseGet(() -> AzureCallResult.of(outcome(thrown)));
  }

  private static AzureCallResult.Outcome outcome(Throwable thrown) {
    if (CauseChain.has(thrown, UnusableAnswerException.class)) {
      return AzureCallResult.Outcome.FAILED;
    }
    return CauseChain.find(thrown, KeyVaultRefusalException.class)
        .map(KeyVaultRefusalException::outcome)
        .orElse(AzureCallResult.Outcome.UNAVAILABLE);
  }

  private record Answer<T>(T value) {}

  private synchronized KeyVaultCalls calls() {
    KeyVaultCalls calls = made == null ? maker.get() : made;
    made = calls;
    return calls;
  }

  private ServiceException failure(Throwable thrown) {
    if (thrown instanceof InterruptedException || thrown instanceof TimeoutException) {
      return away("no answer in time");
    }
    return CauseChain.find(thrown, KeyVaultRefusalException.class)
        .map(KeyVaultSeal::refused)
        .or(() -> CauseChain.find(thrown, SignInException.class).map(this::signInFailed))
        .or(() -> CauseChain.find(thrown, UnusableAnswerException.class).map(this::misunderstood))
        .or(
            () ->
                CauseChain.find(thrown, RetryBudgetExceededException.class)
                    .map(last -> away(last.how())))
        .or(() -> CauseChain.find(thrown, CallException.class).map(ours -> away(ours.detail())))
        .orElseGet(() -> away(FailureWords.of(thrown)));
  }

  private static ServiceException refused(KeyVaultRefusalException refusal) {
    return new ServiceException(
        refusal.isPassing() ? ErrorCode.SEAL_UNAVAILABLE : ErrorCode.SEAL_REFUSED,
        refusal.detail());
  }

  private ServiceException signInFailed(SignInException failed) {
    return failed.isRefused()
        ? new ServiceException(
            ErrorCode.SEAL_REFUSED,
            "the seal's credential for " + key.vault() + " is refused: " + failed.detail())
        : away(failed.detail());
  }

  private ServiceException misunderstood(UnusableAnswerException answer) {
    return new ServiceException(ErrorCode.SEAL_REFUSED, key.vault() + ": " + answer.detail());
  }

  private ServiceException away(String how) {
    return new ServiceException(ErrorCode.SEAL_UNAVAILABLE, key.vault() + ": " + how);
  }
}

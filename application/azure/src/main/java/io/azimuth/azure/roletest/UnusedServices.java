package io.azimuth.azure.roletest;

import io.azimuth.domain.claim.UnverifiedToken;
import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.rotation.schedule.FiringTimes;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.domain.text.Checked;
import io.azimuth.spi.SecretGenerator;
import io.azimuth.spi.engine.CommitOutcome;
import io.azimuth.spi.issued.HeldTokens;
import io.azimuth.spi.issued.IssuedTokens;
import io.azimuth.spi.issued.RevocationResult;
import io.azimuth.spi.pod.PodIdentity;
import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.remote.Deadline;
import io.azimuth.spi.schedule.CronSchedules;
import io.azimuth.spi.storage.MountStore;
import io.azimuth.spi.storage.MountTransaction;
import io.azimuth.spi.storage.StaleReadException;
import io.azimuth.spi.verify.SignatureExpectation;
import io.azimuth.spi.verify.SignatureVerification;
import io.azimuth.spi.verify.SignatureVerifier;
import io.azimuth.spi.web.TrustedCertificates;
import io.azimuth.spi.web.WebAnswer;
import io.azimuth.spi.web.WebClient;
import io.azimuth.spi.web.WebRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The services of a server that neither a role nor a login uses, such as rotation and background
 * work, and keys that protect nothing.
 */
final class UnusedServices
    implements MountStore,
        SecretGenerator,
        CronSchedules,
        WebClient,
        SignatureVerifier,
        PodIdentity,
        IssuedTokens {

  @Override
  public List<Mount> mounts() {
    return List.of();
  }

  @Override
  public MountTransaction begin(String mountUuid) {
    throw new StaleReadException();
  }

  @Override
  public CompletionStage<CommitOutcome> commit(MountTransaction transaction) {
    throw unused();
  }

  @Override
  public byte[] bytes(int count) {
    return new byte[count]; // the key of a role with single_use_tokens
  }

  @Override
  public String base62(int length) {
    throw unused();
  }

  @Override
  public String uuid() {
    throw unused();
  }

  @Override
  public Checked<FiringTimes> parse(String text) {
    throw unused();
  }

  @Override
  public CompletableFuture<WebAnswer> send(WebRequest request, Duration patience) {
    throw unused();
  }

  @Override
  public Awaited<SignatureVerification> verify(
      UnverifiedToken token, SignatureExpectation expectation, Deadline deadline) {
    throw unused();
  }

  @Override
  public Optional<SecretText> token() {
    throw unused();
  }

  @Override
  public Optional<TrustedCertificates> authorities() {
    throw unused();
  }

  @Override
  public HeldTokens page(String mountUuid, Optional<String> after, int limit) {
    throw unused();
  }

  @Override
  public CompletionStage<RevocationResult> revoke(
      String mountUuid, String accessor, String reason) {
    throw unused();
  }

  private static UnsupportedOperationException unused() {
    return new UnsupportedOperationException("a role test has no such service");
  }
}

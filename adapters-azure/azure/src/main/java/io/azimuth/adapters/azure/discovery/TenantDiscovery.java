package io.azimuth.adapters.azure.discovery;

import io.azimuth.adapters.azure.cloud.TenantName;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.cloud.TenantExpectation;
import io.azimuth.spi.cloud.TenantWatch;
import io.azimuth.spi.remote.Awaited;
import io.azimuth.spi.remote.Deadline;
import io.azimuth.spi.remote.MonitoredFetch;
import io.azimuth.spi.verify.IssuerProfile;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The discovery documents of one tenant, one for each version of tokens. One document is enough for
 * a login. A version whose document is missing has no keys in the expectation.
 */
final class TenantDiscovery implements TenantWatch {

  /** How long a login that has one document waits for another one that has not failed yet. */
  private static final Duration GRACE = Duration.ofSeconds(2);

  private static final Duration UNUSED_AFTER = Duration.ofHours(24);

  private final List<RemoteDiscovery> documents;
  private final Clock clock;
  private volatile Instant lastUse;
  private volatile Known known = new Known(List.of(), Optional.empty());

  /** The expectation, with the documents that it was made of; empty while one is missing. */
  private record Known(List<DiscoveredIssuer> documents, Optional<TenantExpectation> expectation) {}

  TenantDiscovery(TenantName tenant, CloudAccess access) {
    this.documents =
        access.rules().versions().stream()
            .map(version -> new RemoteDiscovery(tenant, version, access))
            .toList();
    this.clock = access.clock();
    this.lastUse = clock.instant();
  }

  Awaited<TenantExpectation> expect(Deadline deadline) {
    lastUse = clock.instant();
    List<CompletableFuture<DiscoveredIssuer>> answers =
        documents.stream().map(RemoteDiscovery::ask).toList();
    List<DiscoveredIssuer> there = FirstSuccess.allOf(answers);
    Known last = known;
    if (last.expectation().isPresent() && last.documents().equals(there)) {
      return Awaited.of(last.expectation().get());
    }
    return Awaited.of(FirstSuccess.of(answers), deadline, ErrorCode.IDENTITY_PROVIDER_UNAVAILABLE)
        .thenAwait(
            first ->
                Awaited.ended(hopeful(answers), deadline.within(GRACE))
                    .then(ended -> conclude(answers, first.tenantId())));
  }

  /** Completes when every document has ended that has not failed before. */
  private CompletableFuture<Void> hopeful(List<CompletableFuture<DiscoveredIssuer>> answers) {
    List<CompletableFuture<DiscoveredIssuer>> hopeful = new ArrayList<>();
    for (int i = 0; i < answers.size(); i++) {
      if (answers.get(i).isDone() || !documents.get(i).hasFailed()) {
        hopeful.add(answers.get(i));
      }
    }
    return CompletableFuture.allOf(hopeful.toArray(CompletableFuture[]::new));
  }

  // The complete set is taken first: a document that ends after that is used, but not remembered.
  private TenantExpectation conclude(
      List<CompletableFuture<DiscoveredIssuer>> answers, String tenantId) {
    List<DiscoveredIssuer> there = FirstSuccess.allOf(answers);
    List<IssuerProfile> profiles = new ArrayList<>();
    for (int i = 0; i < answers.size(); i++) {
      Optional<DiscoveredIssuer> found = FirstSuccess.resultOf(answers.get(i));
      profiles.add(profile(documents.get(i), found, tenantId));
    }
    TenantExpectation expectation = new TenantExpectation(tenantId, profiles);
    known = new Known(there, there.isEmpty() ? Optional.empty() : Optional.of(expectation));
    return expectation;
  }

  @Override
  public List<MonitoredFetch> documents() {
    return documents.stream().map(RemoteDiscovery::watched).toList();
  }

  @Override
  public Optional<TenantExpectation> known() {
    return known.expectation();
  }

  void refreshIfDue() {
    documents.forEach(RemoteDiscovery::refreshIfDue);
  }

  boolean isUnused() {
    return Duration.between(lastUse, clock.instant()).compareTo(UNUSED_AFTER) >= 0;
  }

  private static IssuerProfile profile(
      RemoteDiscovery document, Optional<DiscoveredIssuer> found, String tenantId) {
    if (found.isEmpty()) {
      return document.withoutKeys(tenantId);
    }
    if (!found.get().tenantId().equals(tenantId)) {
      throw new ServiceException(
          ErrorCode.IDENTITY_PROVIDER_UNUSABLE,
          "the tenant's discovery documents speak of two tenants");
    }
    return found.get().profile();
  }
}

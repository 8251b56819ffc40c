package io.azimuth.adapters.azure;

import io.azimuth.application.port.cloud.TenantExpectation;
import io.azimuth.application.port.cloud.TenantWatch;
import io.azimuth.application.port.verify.IssuerProfile;
import io.azimuth.application.remote.Patience;
import io.azimuth.application.remote.Watched;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The discovery documents of one tenant. Any one of them is enough to go on; the kinds of token
 * whose document is missing stay in the expectation without keys.
 */
final class TenantDiscovery implements TenantWatch {

  /** How much of its time a login that has one document gives to one that was never tried. */
  private static final Duration GRACE = Duration.ofSeconds(2);

  private static final Duration UNUSED_AFTER = Duration.ofHours(24);

  private final List<RemoteDiscovery> documents;
  private final Clock clock;
  private volatile Instant lastUse;
  private volatile Known known = new Known(List.of(), Optional.empty());

  /** What the documents, when all are there, amount to. */
  private record Known(List<Discovered> documents, Optional<TenantExpectation> expectation) {}

  TenantDiscovery(TenantName tenant, CloudAccess access) {
    this.documents =
        access.rules().versions().stream()
            .map(version -> new RemoteDiscovery(tenant, version, access))
            .toList();
    this.clock = access.clock();
    this.lastUse = clock.instant();
  }

  TenantExpectation expect(Patience patience) {
    lastUse = clock.instant();
    List<CompletableFuture<Discovered>> answers =
        documents.stream().map(RemoteDiscovery::ask).toList();
    List<Discovered> there = FirstGood.allOf(answers);
    Known last = known;
    if (last.expectation().isPresent() && last.documents().equals(there)) {
      return last.expectation().get();
    }
    TenantExpectation expectation = expect(answers, patience);
    known = new Known(there, there.isEmpty() ? Optional.empty() : Optional.of(expectation));
    return expectation;
  }

  private TenantExpectation expect(List<CompletableFuture<Discovered>> answers, Patience patience) {
    Discovered first =
        patience.await(FirstGood.of(answers), ErrorCode.IDENTITY_PROVIDER_UNAVAILABLE);
    Patience grace = patience.within(GRACE);
    List<IssuerProfile> profiles = new ArrayList<>();
    for (int i = 0; i < answers.size(); i++) {
      RemoteDiscovery document = documents.get(i);
      boolean hopeful = answers.get(i).isDone() || !document.hasFailed();
      Optional<Discovered> found = hopeful ? FirstGood.in(answers.get(i), grace) : Optional.empty();
      profiles.add(profile(document, found, first.tenantId()));
    }
    return new TenantExpectation(first.tenantId(), profiles);
  }

  @Override
  public List<Watched> documents() {
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
      RemoteDiscovery document, Optional<Discovered> found, String tenantId) {
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

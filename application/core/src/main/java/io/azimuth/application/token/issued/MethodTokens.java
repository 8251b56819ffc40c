package io.azimuth.application.token.issued;

import io.azimuth.application.audit.AuditBroker;
import io.azimuth.application.audit.AuditedExchange;
import io.azimuth.application.port.seal.Barrier;
import io.azimuth.application.port.store.Store;
import io.azimuth.application.port.store.TokenRecords.Stored;
import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.application.token.TokenScan;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.mount.Mount;
import io.azimuth.domain.token.Accessor;
import io.azimuth.domain.token.Token;
import io.azimuth.domain.token.TokenHash;
import io.azimuth.spi.SecretGenerator;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.engine.CommitOutcome;
import io.azimuth.spi.issued.HeldToken;
import io.azimuth.spi.issued.HeldTokens;
import io.azimuth.spi.issued.IssuedTokens;
import io.azimuth.spi.issued.RevocationResult;
import io.azimuth.spi.storage.StaleReadException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tokens that mounts issued, for their auth methods. Which mounts are a method's own is read
 * from the store at each call; nothing that the method claims is trusted about that.
 */
@Singleton
public final class MethodTokens {

  private static final Logger LOG = LoggerFactory.getLogger(MethodTokens.class);
  private static final int ATTEMPTS = 5;

  /** It is in clear in audit records, and a plugin may send any text. */
  private static final Pattern REASON = Pattern.compile("[ -~]{1,200}");

  private final Store store;
  private final Barrier barrier;
  private final TokenScan scan;
  private final AuditBroker audit;
  private final SecretGenerator secrets;

  @Inject
  MethodTokens(
      Store store, Barrier barrier, TokenScan scan, AuditBroker audit, SecretGenerator secrets) {
    this.store = store;
    this.barrier = barrier;
    this.scan = scan;
    this.audit = audit;
    this.secrets = secrets;
  }

  /** The tokens of the mounts of that auth method, and no others. */
  public IssuedTokens of(String type) {
    return new OfOneMethod(type);
  }

  private final class OfOneMethod implements IssuedTokens {

    private final String type;

    OfOneMethod(String type) {
      this.type = type;
    }

    @Override
    public HeldTokens page(String mountUuid, Optional<String> after, int limit) {
      if (limit < 1 || limit > MAX_PAGE) {
        throw new IllegalArgumentException("a page looks at 1 to " + MAX_PAGE + " tokens");
      }
      UnitOfWork work = store.begin();
      Mount mount = own(work, mountUuid);
      List<Stored> page = work.tokens().page(after.map(MethodTokens::cursor), limit);
      List<HeldToken> held = new ArrayList<>();
      for (Stored one : page) {
        if (isOf(mount, one.token()) && !scan.isDead(work, one.hash(), one.token())) {
          held.add(held(one.token()));
        }
      }
      return new HeldTokens(
          held,
          page.size() < limit
              ? Optional.empty()
              : Optional.of(page.get(page.size() - 1).hash().hex()));
    }

    @Override
    public CompletionStage<RevocationResult> revoke(
        String mountUuid, String accessor, String reason) {
      if (!REASON.matcher(reason).matches()) {
        throw new IllegalArgumentException("a reason is 1 to 200 printable characters of ASCII");
      }
      UnitOfWork work = store.begin();
      Mount mount = own(work, mountUuid);
      Optional<Accessor> named = Accessor.parse(accessor);
      Optional<Token> token = named.flatMap(it -> find(work, mount, it));
      if (token.isEmpty()) {
        return CompletableFuture.completedFuture(RevocationResult.ABSENT);
      }
      AuditedExchange exchange =
          RevocationRecord.of(secrets.uuid(), mount, named.orElseThrow(), token.get(), reason);
      audit.devices(work).record(exchange);
      return remove(work, mount, named.orElseThrow(), ATTEMPTS)
          .thenApply(result -> recorded(exchange, result));
    }

    private Mount own(UnitOfWork work, String mountUuid) {
      return work.mounts().all().stream()
          .filter(mount -> mount.path().isAuth() && mount.type().equals(type))
          .filter(mount -> mount.uuid().equals(mountUuid))
          .findFirst()
          .orElseThrow(StaleReadException::new);
    }
  }

  // To begin at the first page again would go round for ever.
  private static TokenHash cursor(String after) {
    return TokenHash.parse(after)
        .orElseThrow(() -> new IllegalArgumentException("no page ended there"));
  }

  private static boolean isOf(Mount mount, Token token) {
    return token.accessor().isPresent()
        && token.origin().mount().accessor().equals(mount.accessor());
  }

  private static HeldToken held(Token token) {
    return new HeldToken(
        token.accessor().orElseThrow().value(),
        token.lifetime().createdAt(),
        token.origin().internal());
  }

  // The token is read in the unit of work that removes it, so that it is still this one then.
  private Optional<Token> find(UnitOfWork work, Mount mount, Accessor accessor) {
    TokenHash hash = barrier.hash(accessor);
    return work.tokens()
        .find(hash)
        .filter(token -> isOf(mount, token) && !scan.isDead(work, hash, token));
  }

  private CompletionStage<RevocationResult> remove(
      UnitOfWork work, Mount mount, Accessor accessor, int attempts) {
    work.tokens().remove(barrier.hash(accessor));
    return store
        .commit(work)
        .thenCompose(outcome -> concluded(outcome, mount, accessor, attempts - 1));
  }

  // It may have been renewed at the same moment.
  private CompletionStage<RevocationResult> concluded(
      CommitOutcome outcome, Mount mount, Accessor accessor, int attemptsLeft) {
    if (outcome == CommitOutcome.COMMITTED) {
      return CompletableFuture.completedFuture(RevocationResult.REVOKED);
    }
    if (outcome == CommitOutcome.UNKNOWN || attemptsLeft == 0) {
      return CompletableFuture.completedFuture(RevocationResult.UNDECIDED);
    }
    try {
      UnitOfWork again = store.begin();
      return find(again, mount, accessor).isEmpty()
          ? CompletableFuture.completedFuture(RevocationResult.ABSENT)
          : remove(again, mount, accessor, attemptsLeft);
    } catch (ServiceException | StaleReadException e) {
      LOG.debug("a token was not revoked: {}", e.getMessage());
      return CompletableFuture.completedFuture(RevocationResult.UNDECIDED);
    }
  }

  // The intention is recorded, so a device that does not take this record keeps nothing alive.
  private RevocationResult recorded(AuditedExchange exchange, RevocationResult result) {
    if (result == RevocationResult.REVOKED) {
      try {
        var unused = audit.devices(store.begin()).recordSoon(exchange.answered(new Answer.Empty()));
      } catch (ServiceException | StaleReadException e) {
        LOG.warn("no audit device was given the record of a revocation: {}", e.getMessage());
      }
    }
    return result;
  }
}

package io.azimuth.domain.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.azimuth.domain.claim.CertificateDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TokenTest {

  private static final Instant ISSUED = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant END = ISSUED.plusSeconds(60);

  @Test
  void isExpiredAtTheMomentOfItsExpiry() {
    Token token = token(rights("dev"), TokenLifetime.of(ISSUED, Duration.ofSeconds(60), true));

    assertThat(token.isExpired(END.minusNanos(1))).isFalse();
    assertThat(token.isExpired(END)).isTrue();
    assertThat(token.remaining(ISSUED)).hasSeconds(60);
    assertThat(token.remaining(END.minusMillis(1500))).hasSeconds(1);
    assertThat(token.remaining(END)).isZero();
    assertThat(token.remaining(END.plusSeconds(9))).isZero();
  }

  @Test
  void neverEndsForRoot() {
    Token root = token(rights("root"), TokenLifetime.endless(ISSUED));

    assertThat(root.isRoot()).isTrue();
    assertThat(root.isExpired(Instant.MAX)).isFalse();
    assertThat(root.remaining(ISSUED)).isZero();
  }

  @Test
  void endsForEverybodyElse() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> token(rights("dev"), TokenLifetime.endless(ISSUED)))
        .withMessage("only root tokens never end");
    assertThat(
            token(rights("dev", "root"), TokenLifetime.of(ISSUED, Duration.ofHours(1), true))
                .isRoot())
        .isFalse();
  }

  @Test
  void keepsItsFirstTimeToLiveWhenRenewed() {
    Token token = token(rights("dev"), TokenLifetime.of(ISSUED, Duration.ofSeconds(60), true));
    Token renewed = token.renewed(ISSUED.plusSeconds(30), Duration.ofSeconds(90));

    assertThat(renewed.lifetime().creationTtl()).hasSeconds(60);
    assertThat(renewed.lifetime().expiresAt()).contains(ISSUED.plusSeconds(120));
    assertThat(renewed.lifetime().lastRenewal()).contains(ISSUED.plusSeconds(30));
    assertThat(token.lifetime().lastTtl()).hasSeconds(60);
    assertThat(renewed.lifetime().lastTtl()).hasSeconds(90);
  }

  @Test
  void leavesNothingButThePlaceInTheLineWhenReleased() {
    Token token = token(rights("dev"), TokenLifetime.of(ISSUED, Duration.ofSeconds(60), true));

    Token released = token.released(END, Duration.ofDays(1));

    assertThat(released.isReleased()).isTrue();
    assertThat(token.isReleased()).isFalse();
    assertThat(released.accessor()).isEmpty();
    assertThat(released.rights().policies()).isEmpty();
    assertThat(released.ancestors()).isEmpty();
    assertThat(released.lifetime().expiresAt()).contains(END.plus(Duration.ofDays(1)));
  }

  @Test
  void opensAWrappedAnswerWhenThatIsItsOnlyPolicy() {
    TokenLifetime span = TokenLifetime.of(ISSUED, Duration.ofSeconds(60), false);

    assertThat(token(rights("response-wrapping"), span).isWrapping()).isTrue();
    assertThat(token(rights("default", "response-wrapping"), span).isWrapping()).isFalse();
    assertThat(token(rights(), span).isWrapping()).isFalse();
  }

  @Test
  void knowsItsParent() {
    TokenHash parent = new TokenHash("a".repeat(64));
    TokenHash grandparent = new TokenHash("b".repeat(64));
    Token orphan = token(rights("dev"), TokenLifetime.of(ISSUED, Duration.ofSeconds(60), true));
    Token child =
        new Token(
            orphan.type(),
            orphan.accessor(),
            orphan.origin(),
            orphan.rights(),
            orphan.lifetime(),
            List.of(parent, grandparent));

    assertThat(orphan.isOrphan()).isTrue();
    assertThat(orphan.parent()).isEmpty();
    assertThat(child.isOrphan()).isFalse();
    assertThat(child.parent()).contains(parent);
  }

  @Test
  void aTokenWithTheSameIdIsAnotherAncestor() {
    TokenHash hash = new TokenHash("a".repeat(64));
    Ancestor first = new Ancestor(hash, Optional.of("first"));

    assertThat(first.is(marked(Optional.of("first")))).isTrue();
    assertThat(first.is(marked(Optional.of("first")).renewed(ISSUED, Duration.ofSeconds(9))))
        .isTrue();
    assertThat(first.is(marked(Optional.of("first")).released(ISSUED, Duration.ofDays(1))))
        .isTrue();
    assertThat(first.is(marked(Optional.of("second")))).isFalse();
    assertThat(first.is(marked(Optional.empty()))).isFalse();
    assertThat(Ancestor.generated(hash).is(marked(Optional.empty()))).isTrue();
    assertThat(Ancestor.generated(hash).is(marked(Optional.of("second")))).isFalse();
  }

  private static Token marked(Optional<String> mark) {
    Token token = token(rights("dev"), TokenLifetime.of(ISSUED, Duration.ofSeconds(60), true));
    return new Token(
        token.type(),
        token.accessor(),
        token.origin(),
        token.rights(),
        token.lifetime(),
        token.line(),
        mark);
  }

  @Test
  void isNeverABatchTokenThatCanBeRenewedOrHasAnAccessor() {
    TokenLifetime span = TokenLifetime.of(ISSUED, Duration.ofSeconds(60), true);

    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new Token(
                    TokenType.BATCH, Optional.empty(), origin(), rights("dev"), span, List.of()))
        .withMessage("only service tokens can be renewed or counted");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new Token(
                    TokenType.SERVICE, Optional.empty(), origin(), rights("dev"), span, List.of()))
        .withMessage("service tokens have an accessor, others none");
  }

  @Test
  void takesOnlyWellFormedHashesAndAccessors() {
    assertThat(TokenHash.parse("A".repeat(64))).isEmpty();
    assertThat(TokenHash.parse("a".repeat(63))).isEmpty();
    assertThat(Accessor.parse("")).isEmpty();
    assertThat(Accessor.parse("a/b")).isEmpty();
    assertThat(Accessor.parse("a".repeat(65))).isEmpty();
    assertThat(Accessor.parse("Abc123")).contains(new Accessor("Abc123"));
  }

  private static Token token(TokenRights rights, TokenLifetime span) {
    return new Token(
        TokenType.SERVICE, Optional.of(new Accessor("acc")), origin(), rights, span, List.of());
  }

  private static TokenOrigin origin() {
    return new TokenOrigin(
        new RevocationStamp("auth_azure_1", 0),
        "auth/azure/login",
        "azure-x",
        Map.of(),
        Optional.empty(),
        Map.of());
  }

  private static TokenRights rights(String... policies) {
    return new TokenRights(List.of(policies), Optional.empty(), List.of(), 0);
  }

  @Test
  void aBoundTokenIsUsedWithItsCertificateAlone() {
    Optional<CertificateDigest> own = Optional.of(CertificateDigest.of(new byte[] {1}));
    Optional<CertificateDigest> other = Optional.of(CertificateDigest.of(new byte[] {2}));
    TokenRights free = rights("default");
    TokenRights bound = free.boundTo(own);

    assertThat(bound.admits(own)).isTrue();
    assertThat(bound.admits(other)).isFalse();
    assertThat(bound.admits(Optional.empty())).isFalse();
    assertThat(free.admits(own)).isTrue();
    assertThat(free.admits(Optional.empty())).isTrue();
    assertThat(bound.boundTo(Optional.empty())).isEqualTo(free);
  }
}

package io.azimuth.bootstrap.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.bootstrap.client.ClientException;
import io.azimuth.domain.secret.SecretText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TokenKeeperTest {

  /** Two thirds of ten minutes. */
  private static final Duration RENEWAL = Duration.ofSeconds(400);

  private final FakeServer server = new FakeServer();
  private final List<String> log = new ArrayList<>();
  private final List<String> written = new ArrayList<>();
  private final TokenSink sink =
      new TokenSink() {
        @Override
        public String name() {
          return "the sink";
        }

        @Override
        public void write(SecretText token) {
          if (full) {
            throw new ClientException("no space is left");
          }
          written.add(token.expose());
        }
      };

  private boolean full;
  // A time that is about to overflow: only differences may count.
  private long nanos = Long.MAX_VALUE - Duration.ofSeconds(30).toNanos();
  private double chance;

  private TokenKeeper keeper(boolean exitOnFailure) {
    return new TokenKeeper(
        new TokenKeeper.Parts(
            server,
            server.method(),
            List.of(sink),
            new AttemptPauses(Duration.ofSeconds(1), Duration.ofMinutes(5), () -> 1),
            exitOnFailure,
            (level, sentence) -> log.add(level + " " + sentence),
            () -> chance,
            () -> nanos));
  }

  private void pass(Duration time) {
    nanos += time.toNanos();
  }

  @Test
  void logsInAtOnceAndRenewsAtTwoThirds() {
    TokenKeeper keeper = keeper(false);

    assertThat(keeper.act()).isEqualTo(RENEWAL);
    assertThat(written).containsExactly("t1");
    assertThat(keeper.isDelivered()).isTrue();

    pass(RENEWAL.minusMillis(1));
    assertThat(keeper.act()).isEqualTo(Duration.ofMillis(1));
    pass(Duration.ofMillis(1));
    assertThat(keeper.act()).isEqualTo(RENEWAL);
    assertThat(server.requests).containsExactly("login", "auth/token/renew-self t1");
    assertThat(written).hasSize(1);
  }

  @Test
  void agentsThatStartedTogetherRenewApart() {
    chance = 1;

    assertThat(keeper(false).act()).isEqualTo(Duration.ofSeconds(340));
  }

  @Test
  void logsInAgainAfterTheLastRenewalAndRevokesTheReplacedTokenLater() {
    TokenKeeper keeper = keeper(false);
    keeper.act();
    pass(RENEWAL);
    server.answer = () -> FakeServer.granted("", 300, true);

    assertThat(keeper.act()).isEqualTo(Duration.ofSeconds(200));

    pass(Duration.ofSeconds(200));
    server.answer = () -> FakeServer.granted("t2", 600, true);
    assertThat(keeper.act()).isEqualTo(RetiredTokens.GRACE);
    assertThat(written).containsExactly("t1", "t2");
    pass(RetiredTokens.GRACE);
    keeper.act();
    keeper.act();
    assertThat(server.requests)
        .containsExactly("login", "auth/token/renew-self t1", "login", "auth/token/revoke-self t1");
  }

  @Test
  void aReplacedTokenThatExpiresFirstIsNotRevoked() {
    server.answer = () -> FakeServer.granted("t1", 60, false);
    TokenKeeper keeper = keeper(false);
    keeper.act();
    pass(Duration.ofSeconds(40));
    server.answer = () -> FakeServer.granted("t2", 6000, false);
    keeper.act();
    pass(RetiredTokens.GRACE);
    keeper.act();

    assertThat(server.requests).containsExactly("login", "login");
  }

  @Test
  void aRevokedTokenIsReplacedAtOnce() {
    TokenKeeper keeper = keeper(false);
    keeper.act();
    pass(RENEWAL);
    List<io.azimuth.bootstrap.client.ApiReply> answers =
        new ArrayList<>(
            List.of(FakeServer.refused(403, Duration.ZERO), FakeServer.granted("t2", 600, true)));
    server.answer = () -> answers.remove(0);

    keeper.act();

    assertThat(written).containsExactly("t1", "t2");
    assertThat(keeper.token().orElseThrow().expose()).isEqualTo("t2");
  }

  @Test
  void aDoubtedTokenIsLookedUp() {
    TokenKeeper keeper = keeper(false);
    keeper.act();
    keeper.doubt();

    assertThat(keeper.act()).isEqualTo(RENEWAL);
    assertThat(server.requests).containsExactly("login", "auth/token/lookup-self t1");
  }

  @Test
  void aDoubtedTokenThatCannotBeRenewedIsLookedUpAndReplacedAtOnceIfRevoked() {
    server.answer = () -> FakeServer.granted("t1", 600, false);
    TokenKeeper keeper = keeper(false);
    keeper.act();
    pass(Duration.ofSeconds(100));
    keeper.doubt();
    assertThat(keeper.act()).as("the login as before").isEqualTo(Duration.ofMinutes(5));

    pass(TokenKeeper.BETWEEN_DOUBTS);
    keeper.doubt();
    List<io.azimuth.bootstrap.client.ApiReply> answers =
        new ArrayList<>(
            List.of(FakeServer.refused(403, Duration.ZERO), FakeServer.granted("t2", 600, false)));
    server.answer = () -> answers.remove(0);
    keeper.act();

    assertThat(server.requests)
        .containsExactly(
            "login", "auth/token/lookup-self t1", "auth/token/lookup-self t1", "login");
    assertThat(written).containsExactly("t1", "t2");
  }

  @Test
  void aTokenThatIsRefusedOftenIsLookedUpEachTenSeconds() {
    server.answer = () -> FakeServer.granted("t1", 600, false);
    TokenKeeper keeper = keeper(false);
    keeper.act();
    keeper.doubt();
    keeper.act();
    pass(Duration.ofSeconds(3));
    keeper.doubt();
    keeper.doubt();

    assertThat(keeper.act()).isEqualTo(Duration.ofSeconds(7));
    assertThat(server.requests).containsExactly("login", "auth/token/lookup-self t1");
    pass(Duration.ofSeconds(7));
    assertThat(keeper.act()).as("the login as before").isEqualTo(Duration.ofSeconds(390));
    assertThat(server.requests).hasSize(3).last().isEqualTo("auth/token/lookup-self t1");
  }

  @Test
  void aDoubtDoesNotDelayWhatIsDueBefore() {
    server.answer = () -> FakeServer.granted("t1", 15, true);
    TokenKeeper keeper = keeper(false);
    keeper.act();
    pass(Duration.ofSeconds(4));
    keeper.doubt();
    Duration renewal = keeper.act();
    keeper.doubt();

    assertThat(keeper.act()).isEqualTo(renewal);
    assertThat(renewal).isLessThan(TokenKeeper.BETWEEN_DOUBTS);
  }

  @Test
  void aDoubtedTokenThatHasExpiredIsNotLookedUp() {
    server.answer = () -> FakeServer.granted("t1", 600, false);
    TokenKeeper keeper = keeper(false);
    keeper.act();
    pass(Duration.ofMinutes(10));
    keeper.doubt();
    keeper.act();

    assertThat(server.requests).containsExactly("login", "login");
  }

  @Test
  void aTokenWithoutEndIsLookedUpEachHour() {
    server.answer = () -> FakeServer.granted("t1", 0, false);
    TokenKeeper keeper = keeper(false);

    assertThat(keeper.act()).isEqualTo(Duration.ofHours(1));
    pass(Duration.ofHours(1));
    assertThat(keeper.act()).isEqualTo(Duration.ofHours(1));
    assertThat(server.requests).containsExactly("login", "auth/token/lookup-self t1");
  }

  @Test
  void waitsAsLongAsTheServerAsks() {
    server.answer = () -> FakeServer.refused(503, Duration.ofMinutes(8));

    assertThat(keeper(false).act()).isEqualTo(Duration.ofMinutes(10));
  }

  @Test
  void aServerThatIsAwayForAnHourIsAFewLinesAndOneTokenAfterwards() {
    TokenKeeper keeper = keeper(false);
    keeper.act();
    log.clear();
    server.answer = FakeServer.AWAY;
    long end = nanos + Duration.ofHours(1).toNanos();
    while (nanos - end < 0) {
      pass(keeper.act().plusMillis(1));
    }

    assertThat(log).hasSizeBetween(2, 10);
    assertThat(log.get(0)).startsWith("WARN the renewal of the token failed: nothing listens");
    assertThat(keeper.token()).as("the one that it has, until another is there").isPresent();

    server.answer = () -> FakeServer.granted("t2", 600, true);
    pass(Duration.ofMinutes(5));
    keeper.act();
    assertThat(written).containsExactly("t1", "t2");
    assertThat(log).anyMatch(line -> line.startsWith("INFO the login succeeded after"));
  }

  @Test
  void aSinkThatCannotBeWrittenIsTriedAgainAndTheTokenRenewed() {
    full = true;
    TokenKeeper keeper = keeper(false);

    assertThat(keeper.act()).isEqualTo(Duration.ofSeconds(1));
    assertThat(keeper.isDelivered()).isFalse();
    full = false;
    pass(Duration.ofSeconds(1));
    keeper.act();

    assertThat(written).containsExactly("t1");
    assertThat(keeper.isDelivered()).isTrue();
    assertThat(log).contains("WARN writing the sink failed: no space is left");
  }

  @Test
  void theFirstFailureEndsItOnlyIfToldSo() {
    server.answer = () -> FakeServer.refused(403, Duration.ZERO);

    assertThat(keeper(false).act()).isEqualTo(Duration.ofSeconds(1));
    assertThatThrownBy(keeper(true)::act).isInstanceOf(AgentFailure.class);
  }

  @Test
  void noTokenIsLogged() {
    TokenKeeper keeper = keeper(false);
    keeper.act();

    assertThat(log).isNotEmpty().noneMatch(line -> line.contains("t1"));
  }
}

package io.azimuth.product.binding;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.product.server.AzureMethod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every combination of a bound token and a way to bring it, decided by the server and by {@link
 * Standpoint}. The page of the security tests has the number of cases of each kind.
 */
@Tag("soak")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class BindingMatrixTest {

  private static final Path PAGE = Path.of("../../docs/evidence/security-tests.md");

  /** Tokens that stand for a bearer token, for two bound ones, and for one of unknown meaning. */
  private static final List<ConfirmationForm> KINDS =
      List.of(
          ConfirmationForm.ABSENT,
          ConfirmationForm.OWNERS,
          ConfirmationForm.OTHERS,
          ConfirmationForm.KID);

  private static final List<HeaderSpelling> PLAIN_HEADERS =
      List.of(
          HeaderSpelling.ABSENT,
          HeaderSpelling.OWNERS,
          HeaderSpelling.OTHERS,
          HeaderSpelling.RENEWED,
          HeaderSpelling.TWICE,
          HeaderSpelling.PASSED_ON_BEFORE);

  private static final MatrixTally ALL = new MatrixTally();

  private static MatrixServer server;
  private final MatrixTally own = new MatrixTally();

  @BeforeAll
  static void start(@TempDir Path directory) throws IOException {
    server = MatrixServer.start(directory);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private void note(BindingDecision expected, BindingDecision actual, Object... dimensions) {
    own.note(expected, actual, dimensions);
    ALL.note(expected, actual, dimensions);
  }

  private void allAsExpected(int atLeast) {
    assertThat(own.wrong()).as(own.wrong().size() + " of " + own.cases()).isEmpty();
    assertThat(own.cases()).isGreaterThanOrEqualTo(atLeast);
  }

  @Test
  void loginsOverEachTransport() throws IOException {
    for (Standpoint from : Standpoint.direct()) {
      for (LoginWay way : server.ways().sendingTokens()) {
        logins(from, way, List.of(ConfirmationForm.values()));
      }
    }
    allAsExpected(1_500);
  }

  @Test
  void loginsBehindProxiesAndWithTheirHeaders() throws IOException {
    for (Standpoint from : Standpoint.withHeaders()) {
      boolean whole = from.listener().engine().isEmpty() && PLAIN_HEADERS.contains(from.header());
      for (LoginWay way : server.ways().sendingTokens()) {
        boolean first = way == server.ways().jwt();
        if (whole || first) {
          logins(from, way, whole && first ? KINDS : List.of(ConfirmationForm.OWNERS));
        }
      }
    }
    allAsExpected(600);
  }

  @Test
  void loginsOfPeople() throws IOException {
    LoginWay way = server.ways().people();
    for (Standpoint from : Standpoint.direct()) {
      logins(from, way, KINDS);
    }
    logins(
        new Standpoint(MatrixListener.NATIVE_ASKS, Party.OWNER, HeaderSpelling.ABSENT),
        way,
        List.of(ConfirmationForm.values()));
    for (Standpoint from : Standpoint.withHeaders()) {
      if (from.listener().engine().isEmpty() && PLAIN_HEADERS.contains(from.header())) {
        logins(from, way, List.of(ConfirmationForm.OWNERS));
      }
    }
    allAsExpected(150);
  }

  private void logins(Standpoint from, LoginWay way, List<ConfirmationForm> forms)
      throws IOException {
    try (MatrixClient client = new MatrixClient(server, from.listener(), from.peer())) {
      for (ConfirmationForm form : forms) {
        note(
            from.login(form),
            client.decide(from.text(way.login(form), server.parties())),
            "confirmation",
            form,
            "method",
            way.method(),
            "transport",
            from.listener().transport(),
            "peer",
            from.peer(),
            "header of",
            from.listener().sender(),
            "header",
            from.header());
      }
    }
  }

  @Test
  void usesOfBoundTokens() throws IOException {
    Map<BoundToken, String> tokens = tokens();
    for (Standpoint from : Standpoint.direct()) {
      for (BoundToken kind : BoundToken.values()) {
        uses(
            from,
            kind,
            tokens.get(kind),
            kind == BoundToken.SERVICE || kind == BoundToken.BATCH
                ? List.of(BoundUse.values())
                : List.of(BoundUse.LOOK_UP, BoundUse.KV_WRITE));
      }
    }
    for (Standpoint from : Standpoint.withHeaders()) {
      if (PLAIN_HEADERS.contains(from.header())) {
        uses(
            from,
            BoundToken.SERVICE,
            tokens.get(BoundToken.SERVICE),
            List.of(BoundUse.LOOK_UP, BoundUse.KV_WRITE, BoundUse.CREATE_CHILD, BoundUse.REVOKE));
        uses(from, BoundToken.BATCH, tokens.get(BoundToken.BATCH), List.of(BoundUse.KV_READ));
      }
    }
    // No refusal has ended a token, or changed it.
    for (Map.Entry<BoundToken, String> token : tokens.entrySet()) {
      MatrixRequest request = BoundUse.LOOK_UP.request(server, token.getValue());
      assertThat(server.asOwner(request).text("/data/bound_certificate"))
          .isEqualTo(server.parties().thumbprint(Party.OWNER));
    }
    allAsExpected(1_000);
  }

  private static Map<BoundToken, String> tokens() throws IOException {
    Map<BoundToken, String> tokens = new EnumMap<>(BoundToken.class);
    for (BoundToken kind : BoundToken.values()) {
      tokens.put(kind, kind.make(server));
    }
    return tokens;
  }

  private void uses(Standpoint from, BoundToken kind, String token, List<BoundUse> uses)
      throws IOException {
    try (MatrixClient client = new MatrixClient(server, from.listener(), from.peer())) {
      for (BoundUse use : uses) {
        if (use.isOf(kind)) {
          BindingDecision expected = use.expected(from.use());
          boolean ends = use == BoundUse.REVOKE && expected == BindingDecision.GRANTED;
          MatrixRequest request = use.request(server, ends ? kind.make(server) : token);
          note(
              expected,
              client.decide(from.text(request, server.parties())),
              "token",
              kind,
              "use",
              use,
              "transport",
              from.listener().transport(),
              "peer",
              from.peer(),
              "header of",
              from.listener().sender(),
              "header",
              from.header());
        }
      }
    }
  }

  @Test
  void reusedConnectionsAndSessions() throws IOException {
    String service = BoundToken.SERVICE.make(server);
    List<MatrixRequest> requests =
        List.of(
            server.ways().jwt().login(ConfirmationForm.OWNERS),
            BoundUse.KV_WRITE.request(server, service));
    for (ConnectionReuse reuse : ConnectionReuse.values()) {
      for (Standpoint from : Standpoint.direct()) {
        if (reuse.isOf(from.listener())) {
          for (String version : reuse.versions()) {
            for (MatrixRequest request : requests) {
              note(
                  reuse.expected(from.use()),
                  reuse.decide(server, from, version, request.text("")),
                  "reuse",
                  reuse,
                  "version",
                  version,
                  "transport",
                  from.listener().transport(),
                  "peer",
                  from.peer());
            }
          }
        }
      }
    }
    allAsExpected(300);
  }

  @Test
  void connectionsThatClientsShareBehindAProxy() throws IOException {
    String service = BoundToken.SERVICE.make(server);
    List<MatrixRequest> requests =
        List.of(
            server.ways().jwt().login(ConfirmationForm.OWNERS),
            BoundUse.LOOK_UP.request(server, service),
            BoundUse.KV_WRITE.request(server, service));
    List<HeaderSpelling> clients =
        List.of(
            HeaderSpelling.OWNERS,
            HeaderSpelling.OTHERS,
            HeaderSpelling.ABSENT,
            HeaderSpelling.OWNERS,
            HeaderSpelling.RENEWED,
            HeaderSpelling.EMPTY,
            HeaderSpelling.OWNERS);
    for (MatrixListener listener : MatrixListener.OF_PROXIES) {
      for (MatrixRequest request : requests) {
        for (boolean atOnce : new boolean[] {false, true}) {
          shared(listener, request, clients, atOnce);
        }
      }
    }
    allAsExpected(500);
  }

  private void shared(
      MatrixListener listener, MatrixRequest request, List<HeaderSpelling> clients, boolean atOnce)
      throws IOException {
    List<Standpoint> turns = new ArrayList<>();
    StringBuilder together = new StringBuilder();
    for (HeaderSpelling client : clients) {
      Standpoint from = new Standpoint(listener, Party.OTHER, client);
      turns.add(from);
      together.append(from.text(request, server.parties()));
    }
    try (MatrixConnection connection = server.connect(listener, Party.OTHER)) {
      if (atOnce) {
        connection.send(together.toString());
      }
      for (Standpoint from : turns) {
        note(
            from.use(),
            BindingDecision.of(
                atOnce
                    ? connection.read()
                    : connection.exchange(from.text(request, server.parties()))),
            "reuse",
            atOnce ? "SHARED_AND_PIPELINED" : "SHARED_BEHIND_PROXY",
            "transport",
            listener.transport(),
            "header of",
            listener.sender(),
            "header",
            from.header());
      }
    }
  }

  /** What does not depend on who asks: revocation by operators, and what is handed on. */
  @Test
  void whatNeedsNoCertificate() throws IOException {
    for (Party opener : Party.values()) {
      String token = BoundToken.SERVICE.make(server);
      String wrapped =
          server.asOwner(BoundUse.WRAP.request(server, token)).text("/wrap_info/token");
      note(
          BindingDecision.GRANTED,
          server.decide(
              MatrixListener.JDK_ASKS,
              opener,
              BoundUse.UNWRAP_AS_CALLER.request(server, wrapped).text("")),
          "use",
          BoundUse.UNWRAP_AS_CALLER,
          "peer",
          opener);
      for (OperatorUse use : OperatorUse.values()) {
        note(
            BindingDecision.GRANTED,
            server.decide(MatrixListener.JDK_ASKS, opener, use.request(server, token).text("")),
            "use by an operator",
            use,
            "peer",
            opener);
      }
      assertThat(
              server.decide(
                  MatrixListener.JDK_ASKS,
                  Party.OWNER,
                  BoundUse.LOOK_UP.request(server, token).text("")))
          .isEqualTo(BindingDecision.DENIED);
    }
    allAsExpected(20);
  }

  @Test
  @Order(Integer.MAX_VALUE)
  void thePageHasTheNumberOfCases() throws IOException {
    if (AzureMethod.isPresent()) {
      assertThat(Files.readString(PAGE)).contains(ALL.rows());
    }
  }
}

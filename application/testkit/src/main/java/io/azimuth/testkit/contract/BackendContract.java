package io.azimuth.testkit.contract;

import static io.azimuth.testkit.TestServer.clientToken;
import static io.azimuth.testkit.TestServer.data;
import static io.azimuth.testkit.TestServer.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.application.route.RouteTable;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.spi.Backend;
import io.azimuth.spi.InvalidSettingsException;
import io.azimuth.spi.PluginSettings;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.RequestBody;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Route;
import io.azimuth.testkit.TestServer;
import io.azimuth.testkit.Values;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The contract of every backend that operators mount, for all callers and all input. */
@Timeout(60)
public abstract class BackendContract {

  /** Unusual values that a handler must refuse or accept without a fault. */
  private static final List<Value> ODD =
      List.of(
          Value.NULL,
          Value.of(""),
          Value.of("x".repeat(5_000)),
          Value.of("\u0000/../*+\ud800"),
          Value.of(true),
          new Value.Num("-1"),
          new Value.Num("1e999999999"),
          new Value.Items(List.of(Value.NULL, Value.Obj.EMPTY)),
          Value.Obj.builder().put("a", Value.Obj.builder().put("b", Value.NULL).build()).build());

  /**
   * Something that can be written below a mount and read at the same path.
   *
   * @param path below the mount
   * @param parameters of the write
   */
  public record Sample(String path, Map<String, ?> parameters) {}

  private TestServer server;
  private String root;

  /** A server that can mount the backend under test. */
  abstract TestServer server();

  /** The backend under test, made by the factory. */
  abstract Backend backend(TestServer server);

  /** The type of the mount, as operators write it. */
  abstract String type();

  /** The options of the mount. */
  protected Map<String, String> options() {
    return Map.of();
  }

  /** The settings of the plugin; without values by default. */
  protected PluginSettings settings() {
    return TestServer.NO_SETTINGS;
  }

  /** Lets the factory check settings. */
  abstract void validate(PluginSettings settings);

  /** Something to write. */
  protected abstract Sample sample();

  /** The prefix of the mounts of this kind: empty, or with a slash at its end. */
  abstract String home();

  /** The path below {@code sys} that enables and disables mounts of this kind. */
  abstract String administration();

  @BeforeEach
  final void enable() {
    server = server();
    root = server.initialize();
    enable("one");
  }

  private void enable(String mount) {
    TestServer.done(
        server.write(root, administration() + mount, Map.of("type", type(), "options", options())));
  }

  private Answer write(String mount) {
    return server.write(root, home() + mount + "/" + sample().path(), sample().parameters());
  }

  private Answer read(String mount) {
    return server.read(root, home() + mount + "/" + sample().path());
  }

  private void assertNothing(String mount) {
    assertThat(read(mount)).isInstanceOf(Answer.NotFound.class);
  }

  @Test
  final void itsTypeIsAName() {
    assertThat(backend(server).type()).isEqualTo(type()).matches("[a-z][a-z0-9_-]{0,62}");
  }

  @Test
  final void itAcceptsItsSettingsAndRefusesAnUnknownKey() {
    validate(settings());
    Map<String, String> more = new HashMap<>(settings().values());
    more.put("nobody-knows", "this");

    assertThatThrownBy(() -> validate(new PluginSettings(more, settings().directory())))
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessageStartingWith("nobody-knows: ");
  }

  @Test
  final void itsRoutesAreTheSameEachTimeAndEachOnce() {
    List<Route> routes = backend(server).routes();

    assertThat(backend(server).routes()).containsExactlyElementsOf(routes);
    assertThat(routes.stream().map(it -> it.operation() + " " + it.pattern().shape()))
        .doesNotHaveDuplicates();
  }

  @Test
  final void whatIsWrittenAtOneMountIsThereAndNowhereElse() {
    enable("two");
    assertThat(write("one")).isNotInstanceOf(Answer.Refused.class);

    assertThat(data(read("one"))).isNotEmpty();
    assertNothing("two");
  }

  @Test
  final void whatIsAnsweredIsAsItsRouteDeclares() {
    RouteTable table = new RouteTable(backend(server).routes());
    table
        .find(Operation.WRITE, sample().path())
        .match()
        .ifPresent(match -> assertDescribed(match.route(), write("one")));
    table
        .find(Operation.READ, sample().path())
        .match()
        .ifPresent(match -> assertDescribed(match.route(), read("one")));
  }

  private static void assertDescribed(Route route, Answer answer) {
    route
        .answers()
        .ifPresent(
            schema ->
                assertThat(DescribedAnswer.problems(schema, answer)).as("%s", route).isEmpty());
  }

  @Test
  final void whatIsDisabledIsGoneForTheNextMountAtThatPath() {
    assertThat(write("one")).isNotInstanceOf(Answer.Refused.class);

    TestServer.done(server.delete(root, administration() + "one"));
    enable("one");
    server.runBackground();

    assertNothing("one");
  }

  @Test
  final void whatIsMovedComesAlong() {
    assertThat(write("one")).isNotInstanceOf(Answer.Refused.class);
    Map<String, Value> before = data(read("one"));

    server.write(root, "sys/remount", Map.of("from", home() + "one", "to", home() + "two"));

    assertThat(data(read("two"))).isEqualTo(before);
    assertThat(refusal(read("one")).category()).isEqualTo(ErrorCategory.NOT_FOUND);
  }

  @Test
  final void whoeverHasNoRightIsDeniedWhereverPoliciesAreAsked() {
    String nobody =
        clientToken(
            server.write(root, "auth/token/create", Map.of("policies", List.of("default"))));

    for (Route route : backend(server).routes()) {
      if (route.access().asksPolicies()) {
        assertThat(refusal(send(nobody, route, Value.Obj.EMPTY)).category())
            .as("%s", route)
            .isEqualTo(ErrorCategory.PERMISSION_DENIED);
      }
    }
  }

  @Test
  final void nothingThatIsSentIsAFaultOfTheServer() {
    for (Route route : backend(server).routes()) {
      bodies(route).forEach(body -> assertNoFault(route, body, send(root, route, body)));
    }
  }

  private static void assertNoFault(Route route, Value.Obj body, Answer answer) {
    if (answer instanceof Answer.Refused refused) {
      assertThat(refused.refusal().category())
          .as("%s %s", route, body)
          .isNotEqualTo(ErrorCategory.INTERNAL);
    }
    assertDescribed(route, answer);
  }

  /** No parameter, an unknown one, and each known parameter with each unusual value. */
  private static Stream<Value.Obj> bodies(Route route) {
    Stream<Value.Obj> known =
        route.fields().stream()
            .map(Field::name)
            .flatMap(name -> ODD.stream().map(odd -> Value.Obj.builder().put(name, odd).build()));
    return Stream.concat(
        Stream.of(Value.Obj.EMPTY, Values.of(Map.of("nobody-knows", "this"))), known);
  }

  private Answer send(String token, Route route, Value.Obj body) {
    String below = route.pattern().template().replaceAll("\\{[^}]*}", "x");
    String slash = route.operation().isOfFolder() && !below.isEmpty() ? "/" : "";
    RequestBody sent = maxBytes -> body;
    return server.answer(
        server.request(route.operation(), token, home() + "one/" + below + slash, sent));
  }
}

package io.azimuth.application.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.Route;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RouteTableTest {

  @Test
  void findsTheRouteOfTheOperationAndWhatItsPathCaptured() {
    RouteTable.Match match =
        table("role/:name", "role").find(Operation.READ, "role/web").match().orElseThrow();

    assertThat(match.route().pattern()).hasToString("role/:name");
    assertThat(match.captures()).isEqualTo(Map.of("name", "web"));
  }

  @Test
  void tellsAPathOfOtherOperationsFromOneThatIsUnknown() {
    RouteTable table = table("role/:name");

    assertThat(table.find(Operation.DELETE, "role/web").pathKnown()).isTrue();
    assertThat(table.find(Operation.DELETE, "role/web").match()).isEmpty();
    assertThat(table.find(Operation.READ, "roles/web").pathKnown()).isFalse();
  }

  @Test
  void literalsWinOverCapturesAndCapturesOverRests() {
    RouteTable table = table("auth/:path*", "auth/:name", "auth/token");

    assertThat(found(table, "auth/token")).isEqualTo("auth/token");
    assertThat(found(table, "auth/other")).isEqualTo("auth/:name");
    assertThat(found(table, "auth/other/deep")).isEqualTo("auth/:path*");
  }

  @Test
  void theLeftmostDifferenceDecides() {
    RouteTable table = table(":a/:b/:c", "role/:rest*");

    assertThat(found(table, "role/x/y")).isEqualTo("role/:rest*");
  }

  @Test
  void moreLiteralsBehindARestAreMoreExact() {
    RouteTable table = table("auth/:path*", "auth/:path*/tune");

    assertThat(found(table, "auth/a/b/tune")).isEqualTo("auth/:path*/tune");
    assertThat(found(table, "auth/a/b")).isEqualTo("auth/:path*");
  }

  @Test
  void tellsAllThatCanBeDoneAtThePathThatFitsBest() {
    RouteTable table = table("role/:name", "role/:rest*", "role");

    assertThat(table.at("role/web"))
        .singleElement()
        .satisfies(route -> assertThat(route.pattern()).hasToString("role/:name"));
    assertThat(table.at("none")).isEmpty();
  }

  @Test
  void forgivesOneSlashAtTheEnd() {
    assertThat(found(table("role/:name"), "role/web/")).isEqualTo("role/:name");
  }

  @Test
  void theSameRouteTwiceIsAMistake() {
    assertThatThrownBy(() -> table("role", "role")).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void patternsThatDifferOnlyInTheNamesOfCapturesAreTheSame() {
    assertThatThrownBy(() -> table("x/:a", "x/:b"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("two routes for the same paths and operation: READ x/:a and READ x/:b");
    assertThatThrownBy(() -> table("x/:a*/y", "x/:b*/y")).isInstanceOf(IllegalStateException.class);
    assertThat(table("x/:a", "x/:a*", "x/:a/y", "x/:a*/y", "x/a").routes()).hasSize(5);
  }

  @Test
  void onePatternMayServeSeveralOperations() {
    RouteTable table = new RouteTable(List.of(on(Operation.READ, "x"), on(Operation.WRITE, "x")));

    assertThat(table.find(Operation.WRITE, "x").match().orElseThrow().route().operation())
        .isEqualTo(Operation.WRITE);
  }

  private static String found(RouteTable table, String path) {
    return table.find(Operation.READ, path).match().orElseThrow().route().pattern().toString();
  }

  private static RouteTable table(String... patterns) {
    return new RouteTable(Stream.of(patterns).map(p -> on(Operation.READ, p)).toList());
  }

  private static Route on(Operation operation, String pattern) {
    return Route.on(operation, pattern)
        .access(Access.AUTHORIZED)
        .handle(call -> new Answer.Empty());
  }
}

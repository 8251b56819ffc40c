package io.azimuth.application.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.azimuth.domain.policy.AclOutcome;
import io.azimuth.domain.policy.AclPolicy;
import io.azimuth.domain.policy.Capability;
import io.azimuth.domain.policy.PolicyName;
import io.azimuth.domain.policy.acl.Acl;
import io.azimuth.domain.policy.acl.AclDecision;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.Field;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Rules see each kind of parameter as it will be kept. */
class AccessRequestTest {

  private static final AclOutcome PASSES = AclOutcome.GRANTED;
  private static final AclOutcome MISSING = AclOutcome.PARAMETER_MISSING;
  private static final AclOutcome DENIED = AclOutcome.PARAMETER_DENIED;
  private static final AclOutcome NOT_ALLOWED = AclOutcome.PARAMETER_NOT_ALLOWED;

  private static final Field<List<String>> NAMES = Field.commaList("names", "");

  private static final List<Field<?>> FIELDS =
      List.of(
          NAMES,
          Field.commaList("old_names", "").oldNameOf(NAMES),
          Field.text("text", ""),
          Field.number("number", 0, ""),
          Field.decimal("decimal", 0, ""),
          Field.flag("flag", false, ""),
          Field.numbers("numbers", ""),
          Field.list("list", ""),
          Field.duration("time", Duration.ZERO, ""),
          Field.signedDuration("signed", Duration.ZERO, ""),
          Field.pairs("pairs", ""),
          Field.object("object", ""));

  static Stream<Arguments> allowed() {
    return Stream.of(
        arguments("names = [\"dev-*\"]", sent("names", "dev-x"), PASSES),
        arguments("names = [\"dev-*\"]", sent("names", " dev-x , dev-y,"), PASSES),
        arguments("names = [\"dev-*\"]", sent("names", list("dev-x", "dev-y")), PASSES),
        arguments("names = [\"dev-*\"]", sent("names", "dev-x,admin"), NOT_ALLOWED),
        arguments("names = [\"dev-*\"]", sent("names", list("dev-x", "admin")), NOT_ALLOWED),
        arguments("names = [\"dev-*\"]", sent("names", list("dev-x,admin")), NOT_ALLOWED),
        arguments("names = [\"dev-*\"]", sent("names", list("dev-x, dev-y")), PASSES),
        arguments("names = [\"*-x\", \"lab\"]", sent("names", "lab,dev-x"), PASSES),
        arguments("names = [\"*-x\"]", sent("names", "admin,dev-x"), NOT_ALLOWED),
        arguments("names = [\"*dev*\"]", sent("names", "a-dev-x,admin"), NOT_ALLOWED),
        arguments("names = [\"a\", \"b\"]", sent("names", "b,a"), PASSES),
        arguments("names = [\"a\"]", sent("names", list("a")), PASSES),
        arguments("names = [\"a\"]", sent("names", "A"), NOT_ALLOWED),
        arguments("names = [[\"a\", \"b\"]]", sent("names", "a, b"), PASSES),
        arguments("names = [[\"a\", \"b\"]]", sent("names", "a"), NOT_ALLOWED),
        arguments("names = [\"a,b\"]", sent("names", list("a", "b")), PASSES),
        arguments("names = [\"a\"]", sent("names", ""), NOT_ALLOWED),
        arguments("names = [\"a\"]", sent("names", list()), NOT_ALLOWED),
        arguments("names = [\"a*\"]", sent("names", Value.NULL), NOT_ALLOWED),
        arguments("names = [\"a\", \"\"]", sent("names", list()), PASSES),
        arguments("names = [\"*\"]", sent("names", list()), PASSES),
        arguments("names = [\"*\"]", sent("names", "a,b"), PASSES),
        arguments("names = []", sent("names", "a,b"), PASSES),
        arguments("names = [\"a\"], \"*\" = []", sent("old_names", "b"), NOT_ALLOWED),
        arguments("names = [\"a\"], \"*\" = []", sent("old_names", "a"), PASSES),
        arguments("old_names = [\"a\"], \"*\" = []", sent("names", "b"), NOT_ALLOWED),
        arguments("names = [\"a\"], old_names = []", sent("old_names", "b"), NOT_ALLOWED),
        arguments("\"*\" = [\"a\"]", sent("names", "a,b"), NOT_ALLOWED),
        arguments("text = [\"a*\"]", sent("text", "a,b"), PASSES),
        arguments("text = [\"5\"]", sent("text", Value.of(5)), PASSES),
        arguments("text = [5]", sent("text", "5"), PASSES),
        arguments("text = [\"a\"]", sent("text", " a"), NOT_ALLOWED),
        arguments("number = [5]", sent("number", " 5 "), PASSES),
        arguments("number = [\"5\"]", sent("number", Value.of(5)), PASSES),
        arguments("number = [5]", sent("number", "05"), PASSES),
        arguments("number = [1]", sent("number", Value.of(true)), PASSES),
        arguments("number = [5]", sent("number", "6"), NOT_ALLOWED),
        arguments("number = [5]", sent("number", "five"), NOT_ALLOWED),
        arguments("number = [\"1*\"]", sent("number", Value.of(10)), PASSES),
        arguments("decimal = [1.5]", sent("decimal", "15e-1"), PASSES),
        arguments("decimal = [1.5]", sent("decimal", "1e999"), NOT_ALLOWED),
        arguments("flag = [true]", sent("flag", "T"), PASSES),
        arguments("flag = [\"true\"]", sent("flag", Value.of(1)), PASSES),
        arguments("flag = [false]", sent("flag", "true"), NOT_ALLOWED),
        arguments("flag = [false]", sent("flag", ""), PASSES),
        arguments("numbers = [1, 2]", sent("numbers", "2, 1"), PASSES),
        arguments("numbers = [1, 2]", sent("numbers", "1,3"), NOT_ALLOWED),
        arguments("list = [\"a*\"]", sent("list", list("ab", "c")), NOT_ALLOWED),
        arguments("list = [\"a*\"]", sent("list", "ab,c"), NOT_ALLOWED),
        arguments("list = [\"a,b\"]", sent("list", "a,b"), PASSES),
        arguments("time = [\"1h\"]", sent("time", Value.of(3600)), PASSES),
        arguments("time = [3600]", sent("time", "60m"), PASSES),
        arguments("time = [\"1h\"]", sent("time", "1h1s"), NOT_ALLOWED),
        arguments("time = [\"1h\"]", sent("time", "500ms"), NOT_ALLOWED),
        arguments("signed = [\"-1m\"]", sent("signed", "-60"), PASSES),
        arguments("pairs = [\"team=*\"]", sent("pairs", "team=blue"), PASSES),
        arguments("pairs = [\"team=*\"]", sent("pairs", pair("team", "blue")), PASSES),
        arguments("pairs = [\"team=*\"]", sent("pairs", "team=blue,admin=1"), NOT_ALLOWED),
        arguments("pairs = [\"team=*\"]", sent("pairs", list("team=x", "a=1")), NOT_ALLOWED),
        arguments("pairs = [\"team=*\"]", sent("pairs", pair("admin", "1")), NOT_ALLOWED),
        arguments("pairs = [\"team=*\"]", sent("pairs", pair("team=a", "1")), NOT_ALLOWED),
        arguments("pairs = [{ team = \"blue\" }]", sent("pairs", "team=blue"), PASSES),
        arguments("object = [{ a = 1 }]", sent("object", pair("a", Value.of(1))), PASSES),
        arguments("object = [{ a = 1 }]", sent("object", pair("a", "1")), NOT_ALLOWED),
        arguments("object = [\"*\"]", sent("object", pair("a", "1")), NOT_ALLOWED),
        arguments("free = [\"a*\"]", sent("free", "a,b"), PASSES),
        arguments("free = [1]", sent("free", "1"), NOT_ALLOWED),
        arguments("free = [\"a\"]", sent("free", list("a")), NOT_ALLOWED));
  }

  @ParameterizedTest
  @MethodSource
  void allowed(String rule, Value.Obj sent, AclOutcome outcome) {
    assertThat(decide("allowed_parameters = { " + rule + " }", sent).outcome()).isEqualTo(outcome);
  }

  static Stream<Arguments> denied() {
    return Stream.of(
        arguments("names = [\"admin\"]", sent("names", "dev, Admin "), DENIED),
        arguments("names = [\"admin\"]", sent("names", list("dev", "ADMIN")), DENIED),
        arguments("names = [\"admin\"]", sent("names", list("dev, admin")), DENIED),
        arguments("names = [\"admin\"]", sent("old_names", "admin"), DENIED),
        arguments("old_names = [\"admin\"]", sent("names", "admin"), DENIED),
        arguments("names = [[\"admin\"]]", sent("names", "Admin"), DENIED),
        arguments("names = [[\"a\", \"b\"]]", sent("names", "b,c,a"), DENIED),
        arguments("names = [[\"a\", \"b\"]]", sent("names", "a,c"), PASSES),
        arguments("names = [\"\"]", sent("names", list()), DENIED),
        arguments("names = [\"admin\"]", sent("names", "administrator"), PASSES),
        arguments("number = [5]", sent("number", "+5"), DENIED),
        arguments("flag = [true]", sent("flag", Value.of(2)), DENIED),
        arguments("flag = [false]", sent("flag", Value.NULL), DENIED),
        arguments("time = [\"24h\"]", sent("time", Value.of(86400)), DENIED),
        arguments("time = [\"24h\"]", sent("time", "1d"), DENIED),
        arguments("time = [\"24h\"]", sent("time", "23h"), PASSES),
        arguments("pairs = [\"admin=*\"]", sent("pairs", pair("admin", "1")), DENIED),
        arguments("pairs = [\"admin=*\"]", sent("pairs", "x=1, Admin=1"), DENIED),
        arguments("pairs = [{ a = \"1\" }]", sent("pairs", "b=2,a=1"), DENIED),
        arguments("free = [\"x\"]", sent("free", "y, X"), DENIED));
  }

  @ParameterizedTest
  @MethodSource
  void denied(String rule, Value.Obj sent, AclOutcome outcome) {
    assertThat(decide("denied_parameters = { " + rule + " }", sent).outcome()).isEqualTo(outcome);
  }

  static Stream<Arguments> required() {
    return Stream.of(
        arguments("names", sent("names", "a"), PASSES),
        arguments("names", sent("old_names", "a"), PASSES),
        arguments("old_names", sent("names", "a"), PASSES),
        arguments("NAMES", sent("names", "a"), PASSES),
        arguments("names", sent("Names", "a"), MISSING),
        arguments("names", sent("names", " , "), MISSING),
        arguments("names", sent("names", list()), MISSING),
        arguments("text", sent("text", Value.NULL), MISSING),
        arguments("pairs", sent("pairs", Value.Obj.EMPTY), MISSING),
        arguments("number", sent("number", Value.of(0)), PASSES),
        arguments("flag", sent("flag", Value.of(false)), PASSES),
        arguments("free", sent("FREE", ""), PASSES));
  }

  @ParameterizedTest
  @MethodSource
  void required(String name, Value.Obj sent, AclOutcome outcome) {
    assertThat(decide("required_parameters = [\"" + name + "\"]", sent).outcome())
        .isEqualTo(outcome);
  }

  @Test
  void namesTheParameterAsItWasSent() {
    AclDecision decision =
        decide("denied_parameters = { names = [] }", sent("old_names", Value.of("a")));

    assertThat(decision.parameter()).contains("old_names");
  }

  private static AclDecision decide(String rule, Value.Obj sent) {
    String policy = "path \"x\" {\ncapabilities = [\"update\"]\n" + rule + "\n}";
    Acl acl = Acl.of(List.of(AclPolicy.parse(new PolicyName("p"), policy)));
    return new AccessRequest("x", Capability.UPDATE, false, Duration.ZERO, sent, FIELDS)
        .evaluate(acl);
  }

  private static Value.Obj sent(String name, String value) {
    return sent(name, Value.of(value));
  }

  private static Value.Obj sent(String name, Value value) {
    return Value.Obj.builder().put(name, value).build();
  }

  private static Value list(String... texts) {
    return Value.of(List.of(texts));
  }

  private static Value pair(String name, String value) {
    return pair(name, Value.of(value));
  }

  private static Value pair(String name, Value value) {
    return Value.Obj.builder().put(name, value).build();
  }
}

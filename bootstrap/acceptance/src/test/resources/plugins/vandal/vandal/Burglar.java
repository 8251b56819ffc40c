package vandal;

import io.azimuth.domain.token.role.TokenSettings;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.Call;
import io.azimuth.spi.route.TokenGrant;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.Map;

/** Tries, through the interface alone, to take or change what is not its own. */
final class Burglar {

  private static final String PUT = "put:";
  private static final String GET = "get:";

  private Burglar() {}

  static Answer attempt(String what, Call call) {
    if (what.startsWith(PUT)) {
      return put(call, what.substring(PUT.length()), "mine");
    }
    if (what.startsWith(GET)) {
      return ok(call.storage().get(what.substring(GET.length())).isPresent() ? "found" : "none");
    }
    return switch (what) {
      case "many-records" -> {
        for (int i = 0; i < 2_000; i++) {
          call.storage().put("many/" + i, Value.Obj.EMPTY);
        }
        yield ok("staged");
      }
      case "large-record" -> put(call, "large", "x".repeat(1 << 20));
      case "notes" -> {
        call.auditNotes().add("type", Value.of("response"));
        call.auditNotes().add("auth", Value.of("root"));
        call.auditNotes().add("lines", Value.of("a\r\n{\"type\":\"response\"}"));
        yield ok("noted");
      }
      case "lines-in-warnings" ->
          Answer.data(Value.Obj.EMPTY, List.of("a\r\nSet-Cookie: a=b\r\n\r\n<script>"));
      case "lines-in-a-refusal" -> throw RefusedException.invalid("a\r\nSet-Cookie: a=b\r\n\r\n");
      case "resources" ->
          ok(
              Burglar.class.getResource("/io/azimuth/bootstrap/server/WiredServer.class")
                  + " "
                  + Burglar.class.getClassLoader().getResource("logback.xml"));
      case "attach" -> ok(attach());
      default -> throw new IllegalArgumentException(what);
    };
  }

  private static Answer put(Call call, String path, String text) {
    call.storage().put(path, Value.Obj.builder().put("text", text).build());
    return ok("staged");
  }

  private static String attach() {
    try {
      Class<?> machine = Class.forName("com.sun.tools.attach.VirtualMachine");
      machine
          .getMethod("attach", String.class)
          .invoke(null, String.valueOf(ProcessHandle.current().pid()));
      return "attached";
    } catch (InvocationTargetException e) {
      return e.getCause().getClass().getSimpleName();
    } catch (ReflectiveOperationException e) {
      return "IOException"; // this Java cannot attach at all
    }
  }

  static TokenGrant grant(String policy) {
    return new TokenGrant(
        "burglar",
        "role",
        TokenSettings.builder().policies(List.of(policy)).build(),
        Map.of(),
        "burglar",
        Map.of(),
        List.of(),
        Map.of());
  }

  /** A list in a list, and so on. */
  static Value deep(int levels) {
    Value inner = Value.of("x");
    for (int i = 0; i < levels; i++) {
      inner = new Value.Items(List.of(inner));
    }
    return inner;
  }

  private static Answer ok(String result) {
    return Answer.data(Value.Obj.builder().put("result", result).build());
  }
}

package io.azimuth.application.system.audit;

import static io.azimuth.application.route.CoreHandler.core;

import io.azimuth.application.audit.AuditedHeaders;
import io.azimuth.application.route.CoreCall;
import io.azimuth.domain.text.AsciiCase;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.AnswerField;
import io.azimuth.spi.route.AnswerSchema;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Rendering;
import io.azimuth.spi.route.Route;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Configures which request headers audit devices record. */
@Singleton
final class AuditedHeaderRoutes {

  private static final String PATH = "config/auditing/request-headers";
  private static final Field<Boolean> HMAC =
      Field.flag("hmac", false, "whether the values of the header are hashed");
  private static final Pattern NAME = Pattern.compile("[a-z0-9!#$%&'*+.^_`|~-]{1,128}");
  private static final int MOST = 100;

  private final AuditedHeaders headers;

  @Inject
  AuditedHeaderRoutes(AuditedHeaders headers) {
    this.headers = headers;
  }

  List<Route> routes() {
    return List.of(
        Route.on(Operation.READ, PATH)
            .access(Access.SUDO)
            .rendering(Rendering.DATA_AT_ROOT)
            .answers(
                AnswerSchema.data(
                    AnswerField.objectsByName("headers", "each header", AnswerField.of(HMAC))))
            .handle(core(this::list)),
        Route.on(Operation.READ, PATH + "/:header")
            .access(Access.SUDO)
            .rendering(Rendering.DATA_AT_ROOT)
            .captures("header", "The name of the header.")
            .answers(AnswerSchema.dataByName(List.of(AnswerField.of(HMAC))))
            .handle(core(this::read)),
        Route.on(Operation.WRITE, PATH + "/:header")
            .access(Access.SUDO)
            .fields(HMAC)
            .answers(AnswerSchema.nothing())
            .handle(core(this::write)),
        Route.on(Operation.DELETE, PATH + "/:header")
            .access(Access.SUDO)
            .answers(AnswerSchema.nothing())
            .handle(core(this::delete)));
  }

  private Answer list(CoreCall call) {
    Value.Builder all = Value.Obj.builder();
    headers.of(call.work()).forEach((name, hashed) -> all.put(name, show(hashed)));
    return Answer.data(Value.Obj.builder().put("headers", all.build()).build());
  }

  private Answer read(CoreCall call) {
    String name = name(call);
    Boolean hashed = headers.of(call.work()).get(name);
    if (hashed == null) {
      throw RefusedException.invalid("Could not find header in config");
    }
    // As the request spells it: Terraform looks for the header under the name that it asked for.
    String asked = call.fields().captured("header");
    return Answer.data(Value.Obj.builder().put(asked, show(hashed)).build());
  }

  private static Value.Obj show(boolean hashed) {
    return Value.Obj.builder().put(HMAC.name(), hashed).build();
  }

  private Answer write(CoreCall call) {
    String name = name(call);
    if (AuditedHeaders.CREDENTIALS.contains(name)) {
      throw RefusedException.invalid("a header that carries credentials is never recorded");
    }
    Map<String, Boolean> all = new TreeMap<>(headers.stored(call.work()));
    all.put(name, call.fields().value(HMAC));
    if (all.size() > MOST) {
      throw RefusedException.invalid("at most " + MOST + " headers can be recorded");
    }
    headers.put(call.work(), all);
    return new Answer.Empty();
  }

  private Answer delete(CoreCall call) {
    Map<String, Boolean> all = new TreeMap<>(headers.stored(call.work()));
    if (all.remove(name(call)) != null) {
      headers.put(call.work(), all);
    }
    return new Answer.Empty();
  }

  // One spelling for each header: header names have no letter case.
  private static String name(CoreCall call) {
    String name = AsciiCase.fold(call.fields().captured("header"));
    if (!NAME.matcher(name).matches()) {
      throw RefusedException.invalid("not the name of a header");
    }
    return name;
  }
}

package io.azimuth.application.system.audit;

import static io.azimuth.application.route.CoreHandler.core;

import io.azimuth.application.audit.AuditBroker;
import io.azimuth.application.audit.SaltedHash;
import io.azimuth.application.port.audit.AuditDeviceSpec;
import io.azimuth.application.route.CoreCall;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.SecretGenerator;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Audit devices: list, enable, disable, the hash of a text in a device's records, and the headers
 * that are recorded.
 */
@Singleton
public final class AuditRoutes {

  private static final String PATH = "path";
  private static final String GONE =
      "its record is gone from the store, and sys/audit did not remove it; see docs/operate/audit.md";
  private static final int SALT_LETTERS = 43; // of 62: 256 bits
  private static final Field<String> TYPE = Field.text("type", "the type of the device");
  private static final Field<String> DESCRIPTION = Field.text("description", "words for people");
  private static final Field<Map<String, String>> OPTIONS =
      Field.pairs("options", "options of the device");
  private static final Field<String> INPUT = Field.text("input", "the text to be hashed");
  private static final Field<Boolean> LOCAL =
      Field.flag("local", false, "not replicated; without effect");

  private static final String PATH_HELP = "The path of the device; it may hold slashes.";

  private static final List<AnswerField> DEVICE =
      List.of(
          AnswerField.text(PATH, "its path"),
          AnswerField.of(TYPE),
          AnswerField.of(DESCRIPTION),
          AnswerField.of(OPTIONS),
          AnswerField.of(LOCAL));

  private final AuditBroker broker;
  private final SecretGenerator secrets;
  private final AuditedHeaderRoutes headers;

  @Inject
  AuditRoutes(AuditBroker broker, SecretGenerator secrets, AuditedHeaderRoutes headers) {
    this.broker = broker;
    this.secrets = secrets;
    this.headers = headers;
  }

  /** The routes, relative to {@code sys/}. */
  public List<Route> routes() {
    return Stream.concat(
            Stream.of(
                Route.on(Operation.READ, "audit")
                    .access(Access.SUDO)
                    .rendering(Rendering.DATA_AT_ROOT)
                    .answers(AnswerSchema.dataByName(DEVICE))
                    .handle(core(AuditRoutes::list)),
                Route.on(Operation.WRITE, "audit/:path*")
                    .access(Access.SUDO)
                    .fields(TYPE, DESCRIPTION, OPTIONS, LOCAL)
                    .captures(PATH, PATH_HELP)
                    .answers(AnswerSchema.nothing())
                    .handle(core(this::enable)),
                Route.on(Operation.DELETE, "audit/:path*")
                    .access(Access.SUDO)
                    .answers(AnswerSchema.nothing())
                    .handle(core(AuditRoutes::disable)),
                Route.on(Operation.WRITE, "audit-hash/:path*")
                    .access(Access.AUTHORIZED)
                    .summary("Hash a text as an audit device does")
                    .rendering(Rendering.DATA_AT_ROOT)
                    .fields(INPUT)
                    .captures(PATH, PATH_HELP)
                    .answers(AnswerSchema.data(AnswerField.text("hash", "as its records have it")))
                    .handle(core(AuditRoutes::hash))),
            headers.routes().stream())
        .toList();
  }

  private static Answer list(CoreCall call) {
    Map<String, Value> devices = new LinkedHashMap<>();
    for (AuditDeviceSpec device : call.work().auditDevices().all()) {
      devices.put(device.path() + "/", show(device));
    }
    for (String path : call.work().auditDevices().gone()) {
      devices.put(path + "/", showGone(path));
    }
    return Answer.data(new Value.Obj(devices));
  }

  private static Value showGone(String path) {
    return Value.Obj.builder()
        .put("path", path + "/")
        .put("type", "gone")
        .put("description", GONE)
        .put("options", Value.Obj.EMPTY)
        .put("local", false)
        .build();
  }

  private static Value show(AuditDeviceSpec device) {
    return Value.Obj.builder()
        .put("path", device.path() + "/")
        .put("type", device.type())
        .put("description", device.description())
        .put("options", Value.of(device.options()))
        .put("local", device.local())
        .build();
  }

  private Answer enable(CoreCall call) {
    String path = call.fields().captured(PATH);
    call.work().epoch(); // of two devices at one path the later write is refused
    if (call.work().auditDevices().all().stream().anyMatch(d -> overlap(d.path(), path))) {
      throw RefusedException.invalid("path already in use");
    }
    AuditDeviceSpec device = call.once(AuditDeviceSpec.class, () -> proved(call, path));
    call.work().auditDevices().put(device);
    return new Answer.Empty();
  }

  private AuditDeviceSpec proved(CoreCall call, String path) {
    AuditDeviceSpec device = device(call, path);
    broker.prove(device, call.request().id());
    return device;
  }

  private AuditDeviceSpec device(CoreCall call, String path) {
    return new AuditDeviceSpec(
        path,
        call.fields().value(TYPE),
        call.fields().value(DESCRIPTION),
        call.fields().value(OPTIONS),
        SecretText.of(secrets.base62(SALT_LETTERS)),
        call.fields().value(LOCAL));
  }

  // Each device has its own salt, so two devices have different hashes of the same text.
  private static Answer hash(CoreCall call) {
    String input = call.fields().value(INPUT);
    if (input.isEmpty()) {
      throw RefusedException.invalid("the \"input\" parameter is empty");
    }
    String path = call.fields().captured(PATH);
    AuditDeviceSpec device =
        call.work().auditDevices().all().stream()
            .filter(one -> one.path().equals(path))
            .findFirst()
            .orElseThrow(() -> RefusedException.invalid("unknown audit backend"));
    return Answer.data(
        Value.Obj.builder().put("hash", new SaltedHash(device.salt()).of(input)).build());
  }

  private static boolean overlap(String one, String other) {
    return (one + "/").startsWith(other + "/") || (other + "/").startsWith(one + "/");
  }

  private static Answer disable(CoreCall call) {
    call.work().auditDevices().remove(call.fields().captured(PATH));
    return new Answer.Empty();
  }
}

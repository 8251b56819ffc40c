package com.example.notes;

import io.azimuth.domain.mount.Mount;
import io.azimuth.spi.Backend;
import io.azimuth.spi.SecretsEngine;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.AnswerField;
import io.azimuth.spi.route.AnswerSchema;
import io.azimuth.spi.route.Call;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Route;
import io.azimuth.spi.storage.MountTransaction;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;

/** Keeps short texts. Replace its routes by your own. */
final class Notes implements SecretsEngine, Backend {

  static final String TYPE = "notes";

  private static final String FOLDER = "note/";
  private static final Field<String> TEXT = Field.text("text", "The text of the note.");

  private final int maxLength;
  private final Logger log;
  private final List<Route> routes;

  Notes(int maxLength, Logger log) {
    this.maxLength = maxLength;
    this.log = log;
    this.routes =
        List.of(
            Route.on(Operation.LIST, "note")
                .access(Access.AUTHORIZED)
                .answers(AnswerSchema.keys())
                .handle(Notes::list),
            Route.on(Operation.READ, "note/:name")
                .access(Access.AUTHORIZED)
                .captures("name", "The name of the note.")
                .answers(AnswerSchema.data(AnswerField.of(TEXT)))
                .handle(Notes::read),
            Route.on(Operation.WRITE, "note/:name")
                .access(Access.AUTHORIZED)
                .fields(TEXT)
                .summary("Keep a note.")
                .answers(AnswerSchema.nothing())
                .handle(this::write),
            Route.on(Operation.DELETE, "note/:name")
                .access(Access.AUTHORIZED)
                .answers(AnswerSchema.nothing())
                .handle(Notes::delete));
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public String description() {
    return "Keeps short texts.";
  }

  @Override
  public List<Route> routes() {
    return routes;
  }

  @Override
  public void start() {
    log.info("notes have at most {} characters", maxLength);
  }

  private static Answer list(Call call) {
    return Answer.keys(call.storage().list(FOLDER));
  }

  private static Answer read(Call call) {
    return call.storage().get(path(call)).<Answer>map(Answer::data).orElseGet(Answer.NotFound::new);
  }

  private Answer write(Call call) {
    String text = call.fields().value(TEXT);
    if (text.isEmpty() || text.length() > maxLength) {
      throw RefusedException.invalid("text must have 1 to " + maxLength + " characters");
    }
    call.storage().put(path(call), Value.Obj.builder().put(TEXT.name(), text).build());
    return new Answer.Empty();
  }

  private static Answer delete(Call call) {
    call.storage().delete(path(call));
    return new Answer.Empty();
  }

  private static String path(Call call) {
    return FOLDER + call.fields().captured("name");
  }

  // One backend serves all mounts, and a mount has no options.

  @Override
  public List<Backend> backends() {
    return List.of(this);
  }

  @Override
  public Backend backendFor(Map<String, String> options) {
    return this;
  }

  @Override
  public void check(Map<String, String> options) {
    if (!options.isEmpty()) {
      throw RefusedException.invalid("a mount of notes has no options");
    }
  }

  @Override
  public List<String> change(
      Mount mount, Map<String, String> options, MountTransaction transaction) {
    check(options);
    return List.of();
  }
}

package io.azimuth.application.identity.backend;

import static io.azimuth.application.route.CoreHandler.core;

import io.azimuth.application.port.store.UnitOfWork;
import io.azimuth.application.route.CoreCall;
import io.azimuth.application.route.CoreHandler;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Operation;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.Access;
import io.azimuth.spi.route.AnswerField;
import io.azimuth.spi.route.AnswerSchema;
import io.azimuth.spi.route.Field;
import io.azimuth.spi.route.Route;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * A kind of resource with routes of the same shape: entities, groups, and the aliases of both.
 *
 * @param writes how one is created and changed
 * @param show all members of one
 * @param remove stages its removal
 */
record IdentityResourceKind<T>(
    String path, Writes writes, View<T> show, View<T> brief, BiConsumer<CoreCall, T> remove) {

  /**
   * How a resource is created and changed.
   *
   * @param fields the parameters
   * @param answers what is answered
   */
  record Writes(List<Field<?>> fields, AnswerSchema answers, CoreHandler handler) {

    Writes {
      fields = List.copyOf(fields);
    }
  }

  /**
   * A resource as the API shows it.
   *
   * @param members those that {@code form} shows
   */
  record View<T>(List<AnswerField> members, Form<T> form) {

    View {
      members = List.copyOf(members);
    }

    Value.Obj of(UnitOfWork work, T thing) {
      return form.of(work, thing);
    }
  }

  /** Shows a resource as the API does. */
  @FunctionalInterface
  interface Form<T> {
    Value.Obj of(UnitOfWork work, T thing);
  }

  /** The route that writes the one that the body names. */
  Route writing() {
    return writing(path);
  }

  /**
   * The routes that write, read and remove the one that the path names, and list all.
   *
   * @param by the part of the path that selects one
   * @param capture how the rest of the path is captured
   * @param found the one that a call names
   * @param all of them, at least those of the page
   */
  List<Route> by(
      String by,
      String capture,
      Function<T, String> key,
      Function<CoreCall, Optional<T>> found,
      ListPage.Source<T> all) {
    String one = path + "/" + by + "/" + capture;
    return List.of(
        writing(one),
        Route.on(Operation.READ, one)
            .access(Access.AUTHORIZED)
            .captures(by, "The " + by + " of the " + path + ".")
            .answers(AnswerSchema.data(show.members()))
            .handle(core(call -> read(call, found.apply(call)))),
        Route.on(Operation.DELETE, one)
            .access(Access.AUTHORIZED)
            .answers(AnswerSchema.nothing())
            .handle(core(call -> removed(call, found.apply(call)))),
        Route.on(Operation.LIST, path + "/" + by)
            .access(Access.AUTHORIZED)
            .fields(ListPage.AFTER, ListPage.LIMIT)
            .answers(listed())
            .handle(core(call -> list(call, key, all))));
  }

  private AnswerSchema listed() {
    return AnswerSchema.keys()
        .with(
            AnswerField.objectsByName(
                "key_info", "each of them", brief.members().toArray(AnswerField[]::new)));
  }

  private Route writing(String at) {
    return Route.on(Operation.WRITE, at)
        .access(Access.AUTHORIZED)
        .fields(writes.fields())
        .answers(writes.answers())
        .handle(core(writes.handler()));
  }

  private Answer read(CoreCall call, Optional<T> found) {
    return found
        .map(thing -> Answer.data(show.of(call.work(), thing)))
        .orElseGet(Answer.NotFound::new);
  }

  private Answer removed(CoreCall call, Optional<T> found) {
    found.ifPresent(thing -> remove.accept(call, thing));
    return new Answer.Empty();
  }

  private Answer list(CoreCall call, Function<T, String> key, ListPage.Source<T> all) {
    ListPage page = ListPage.of(call.fields());
    all.each(
        call.work(), page, thing -> page.add(key.apply(thing), () -> brief.of(call.work(), thing)));
    return page.answer();
  }
}

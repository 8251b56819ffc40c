package io.azimuth.bootstrap.imports.step;

import io.azimuth.bootstrap.client.ApiCall;
import io.azimuth.bootstrap.imports.ImportKind;
import io.azimuth.bootstrap.imports.ImportReport.Outcome;
import io.azimuth.bootstrap.imports.ImportRun;
import io.azimuth.bootstrap.imports.ImportStep;
import io.azimuth.bootstrap.imports.rule.MountKind;
import io.azimuth.bootstrap.imports.rule.PolicyText;
import io.azimuth.bootstrap.imports.rule.RecordFields;
import io.azimuth.bootstrap.imports.rule.ShellWord;
import io.azimuth.spi.api.Value;
import java.util.List;
import java.util.Optional;
import java.util.Set;

public final class PolicyStep implements ImportStep {

  private static final String PATH = "sys/policies/acl";

  /** Each server has its own. */
  private static final Set<String> BUILT_IN =
      Set.of("default", "root", "response-wrapping", "control-group");

  @Override
  public ImportKind kind() {
    return ImportKind.POLICIES;
  }

  @Override
  public void run(ImportRun run) {
    IdentityNames groups = new IdentityNames(run);
    run.each(
        "policy",
        run.source().list(PATH),
        name -> {
          if (!BUILT_IN.contains(name)) {
            handle(run, groups, name);
          } else if (name.equals("default")) {
            run.report()
                .tell(
                    Outcome.LEFT_OUT,
                    "policy default",
                    "each server has its own; if you changed yours, change this one, too");
          }
        });
  }

  private static void handle(ImportRun run, IdentityNames groups, String name) {
    Value.Obj source = run.source().read(PATH + "/" + name).orElse(Value.Obj.EMPTY);
    PolicyText text =
        new PolicyText(RecordFields.text(source, "policy").orElse(""))
            .translated(run.mounts().accessors(), groups::translated);
    Optional<String> target =
        run.target().read(PATH + "/" + name).flatMap(data -> RecordFields.text(data, "policy"));
    String item = "policy " + name;
    Optional<String> problem = expires(source).or(() -> text.problem(name));
    if (problem.isPresent() && target.isPresent()) {
      run.report().same();
      run.report()
          .tell(
              Outcome.NOTE,
              item,
              "the one of the other server is not read here (%s); the one that is here stays"
                  .formatted(problem.get()));
      return;
    }
    if (problem.isPresent()) {
      run.report()
          .tell(
              Outcome.REFUSED,
              item,
              problem.get() + "; write a changed one here",
              List.of("azimuth policy write " + ShellWord.of(name) + " FILE"));
      return;
    }
    if (target.filter(text.text()::equals).isPresent()) {
      run.report().same();
      return;
    }
    Runnable writing =
        () ->
            run.target()
                .send(
                    ApiCall.put(
                        PATH + "/" + name, Value.Obj.builder().put("policy", text.text()).build()));
    if (target.isPresent()) {
      run.change(item, "its text differs", writing);
    } else {
      run.write(item, "", writing);
    }
    notes(run, item, text);
  }

  private static Optional<String> expires(Value.Obj source) {
    return RecordFields.text(source, "expiration")
        .map(time -> "it expires at " + time + ", and policies do not expire here");
  }

  private static void notes(ImportRun run, String item, PolicyText text) {
    if (text.namesEntityIds()) {
      run.report()
          .tell(
              Outcome.NOTE,
              item,
              "a rule has identity.entity.id in its path: entities have other ids here, so secrets"
                  + " in folders with the old ids are not found by it");
    }
    run.mounts()
        .ofSource()
        .forEach(
            (path, mount) -> {
              if (text.names(path)
                  && MountKind.of(path, mount).isEmpty()
                  && !MountKind.isBuiltIn(path, mount)) {
                run.report()
                    .tell(
                        Outcome.NOTE,
                        item,
                        "a rule names %s (%s), which is not served here"
                            .formatted(path, MountKind.typeOf(mount)));
              }
            });
  }
}

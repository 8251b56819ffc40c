package io.azimuth.adapters.cel;

import static dev.cel.checker.CelStandardDeclarations.StandardFunction.CONDITIONAL;
import static dev.cel.checker.CelStandardDeclarations.StandardFunction.CONTAINS;
import static dev.cel.checker.CelStandardDeclarations.StandardFunction.ENDS_WITH;
import static dev.cel.checker.CelStandardDeclarations.StandardFunction.EQUALS;
import static dev.cel.checker.CelStandardDeclarations.StandardFunction.GREATER;
import static dev.cel.checker.CelStandardDeclarations.StandardFunction.GREATER_EQUALS;
import static dev.cel.checker.CelStandardDeclarations.StandardFunction.IN;
import static dev.cel.checker.CelStandardDeclarations.StandardFunction.INDEX;
import static dev.cel.checker.CelStandardDeclarations.StandardFunction.LESS;
import static dev.cel.checker.CelStandardDeclarations.StandardFunction.LESS_EQUALS;
import static dev.cel.checker.CelStandardDeclarations.StandardFunction.LOGICAL_AND;
import static dev.cel.checker.CelStandardDeclarations.StandardFunction.LOGICAL_NOT;
import static dev.cel.checker.CelStandardDeclarations.StandardFunction.LOGICAL_OR;
import static dev.cel.checker.CelStandardDeclarations.StandardFunction.MATCHES;
import static dev.cel.checker.CelStandardDeclarations.StandardFunction.NOT_EQUALS;
import static dev.cel.checker.CelStandardDeclarations.StandardFunction.SIZE;
import static dev.cel.checker.CelStandardDeclarations.StandardFunction.STARTS_WITH;
import static dev.cel.checker.CelStandardDeclarations.StandardFunction.TIMESTAMP;

import dev.cel.checker.CelStandardDeclarations;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import io.azimuth.domain.expression.Expression;
import io.azimuth.domain.expression.ExpressionSchema;
import io.azimuth.domain.text.Checked;
import io.azimuth.domain.text.Quoted;
import java.util.List;
import java.util.Optional;

/** Reads expressions over the objects of one schema. */
final class CelReader {

  private static final int MAX_LENGTH = 2048;
  private static final int MAX_RECURSION = 32;
  private static final int MAX_PROBLEMS = 3;

  // Its successor, a validator, is in one more jar.
  @SuppressWarnings("deprecation")
  private static final CelOptions OPTIONS =
      CelOptions.current()
          .maxExpressionCodePointSize(MAX_LENGTH)
          .maxParseRecursionDepth(MAX_RECURSION)
          .maxParseExpressionNodeCount(ExpressionShape.MAX_NODES)
          .maxRegexProgramSize(ExpressionShape.MAX_PATTERNS)
          .enableHomogeneousLiterals(true)
          .enableComprehension(false)
          .build();

  private final ExpressionSchema schema;
  private final CelCompiler compiler;
  private final CelRuntime runtime;

  CelReader(ExpressionSchema schema) {
    this.schema = schema;
    CelCompilerBuilder builder =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setStandardEnvironmentEnabled(false)
            .setStandardDeclarations(functions())
            .setStandardMacros(CelStandardMacro.HAS)
            .setTypeProvider(new SchemaTypes(schema))
            .setResultType(SimpleType.BOOL);
    schema.objects().keySet().forEach(object -> builder.addVar(object, SchemaTypes.of(object)));
    this.compiler = builder.build();
    this.runtime = CelRuntimeFactory.legacyCelRuntimeBuilder().setOptions(OPTIONS).build();
  }

  private static CelStandardDeclarations functions() {
    return CelStandardDeclarations.newBuilder()
        .includeFunctions(
            LOGICAL_AND,
            LOGICAL_OR,
            LOGICAL_NOT,
            CONDITIONAL,
            EQUALS,
            NOT_EQUALS,
            LESS,
            LESS_EQUALS,
            GREATER,
            GREATER_EQUALS,
            IN,
            INDEX,
            SIZE,
            STARTS_WITH,
            ENDS_WITH,
            CONTAINS,
            MATCHES,
            TIMESTAMP)
        .build();
  }

  Checked<Expression> read(String text) {
    try {
      CelAbstractSyntaxTree tree = compiler.compile(text).getAst();
      ExpressionShape shape = ExpressionShape.of(tree.getExpr(), schema);
      return shape.problems().isEmpty()
          ? read(text, tree, shape)
          : Checked.problems(shape.problems());
    } catch (CelValidationException e) {
      return Checked.problems(sentences(e));
    } catch (CelEvaluationException e) {
      return Checked.problem("it cannot be evaluated");
    }
  }

  private Checked<Expression> read(String text, CelAbstractSyntaxTree tree, ExpressionShape shape)
      throws CelEvaluationException {
    SpelledTree spelled = SpelledTree.of(tree.getExpr(), schema);
    if (!spelled.problems().isEmpty()) {
      return Checked.problems(spelled.problems());
    }
    Optional<Boolean> certain = new ConstantCondition(schema).of(spelled.tree());
    if (certain.equals(Optional.of(false))) {
      return Checked.problem("it is true for no login");
    }
    CelRuntime.Program program =
        runtime.createProgram(
            CelAbstractSyntaxTree.newCheckedAst(
                spelled.tree(), tree.getSource(), tree.getReferenceMap(), tree.getTypeMap()));
    return Checked.of(
        new CelExpression(
            text, shape.members(), schema.objects().keySet(), certain.isPresent(), program));
  }

  private static List<String> sentences(CelValidationException e) {
    List<String> sentences =
        e.getErrors().stream().limit(MAX_PROBLEMS).map(CelReader::sentence).toList();
    return sentences.isEmpty() ? List.of("it cannot be read") : sentences;
  }

  private static String sentence(CelIssue issue) {
    return "line %d, column %d: %s"
        .formatted(
            issue.getSourceLocation().getLine(),
            issue.getSourceLocation().getColumn() + 1,
            Quoted.escape(issue.getMessage()));
  }
}

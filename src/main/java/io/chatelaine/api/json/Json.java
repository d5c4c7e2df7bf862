package io.chatelaine.api.json;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.cfg.PackageVersion;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.lang.System.Logger.Level;

/** The JSON mapper: it refuses unknown members, duplicates, trailing text and conversions of types. */
public final class Json {
    static final int DEEPEST = 32;

    public static final ObjectMapper MAPPER = mapper();

    private static final System.Logger LOG = System.getLogger(Json.class.getName());

    static {
        // A server has its own Jackson, with its own faults: the log shows which one is used.
        LOG.log(
                Level.INFO,
                "JSON is read and written by jackson-databind {0} from {1}",
                PackageVersion.VERSION,
                JsonMapper.class.getResource("JsonMapper.class"));
    }

    private Json() {}

    private static ObjectMapper mapper() {
        StreamReadConstraints constraints = StreamReadConstraints.builder()
                .maxNestingDepth(DEEPEST)
                .maxNumberLength(64)
                .build();
        JsonFactory factory =
                JsonFactory.builder().streamReadConstraints(constraints).build();
        JsonMapper.Builder builder = JsonMapper.builder(factory)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .defaultSetterInfo(JsonSetter.Value.forValueNulls(Nulls.FAIL, Nulls.FAIL));
        for (CoercionInputShape shape : CoercionInputShape.values()) {
            if (shape != CoercionInputShape.EmptyString && shape != CoercionInputShape.String) {
                builder.withCoercionConfig(
                        LogicalType.Textual, config -> config.setCoercion(shape, CoercionAction.Fail));
            }
        }
        return builder.build();
    }
}

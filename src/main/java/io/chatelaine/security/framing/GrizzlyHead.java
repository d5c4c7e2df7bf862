package io.chatelaine.security.framing;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.System.Logger.Level;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Access to the bytes of a request's head on Payara, whose connector keeps them as long as the request. The connector's
 * classes are not on the compile path, so the code uses reflection. If a version names them differently, only this
 * check is lost, and a WARNING is logged.
 */
final class GrizzlyHead {
    private static final System.Logger LOG = System.getLogger(GrizzlyHead.class.getName());
    private static final String FACADE = "org.apache.catalina.connector.RequestFacade";
    private static final AtomicBoolean LOGGED = new AtomicBoolean();

    private static volatile @Nullable Access access;

    private GrizzlyHead() {}

    /** The reflective path from a request to its bytes. */
    private record Access(Method unwrap, Method coyote, Method packet, Field buffer, Method limit, Method bytes) {
        static Access of(Object facade) throws ReflectiveOperationException {
            Method unwrap = facade.getClass().getMethod("getUnwrappedCoyoteRequest");
            Method coyote = unwrap.getReturnType().getMethod("getCoyoteRequest");
            Method packet = coyote.getReturnType().getMethod("getRequest");
            Field buffer = packet.getReturnType().getSuperclass().getDeclaredField("headerBuffer");
            buffer.setAccessible(true);
            Method limit = buffer.getType().getMethod("limit");
            Method bytes = buffer.getType().getMethod("toByteBuffer", int.class, int.class);
            return new Access(unwrap, coyote, packet, buffer, limit, bytes);
        }

        @Nullable ByteBuffer head(Object facade) throws ReflectiveOperationException {
            Object kept = buffer.get(packet.invoke(coyote.invoke(unwrap.invoke(facade))));
            if (kept == null) {
                return null;
            }
            return (ByteBuffer) bytes.invoke(kept, 0, limit.invoke(kept));
        }
    }

    /** Returns the head; null on another server, for HTTP/2, and if this version of Payara does not expose it. */
    static @Nullable ByteBuffer of(HttpServletRequest request) {
        ServletRequest sent = request;
        while (sent instanceof ServletRequestWrapper wrapper) {
            sent = wrapper.getRequest();
        }
        if (!sent.getClass().getName().equals(FACADE)) {
            return null;
        }
        try {
            Access known = access;
            if (known == null) {
                known = Access.of(sent);
                access = known;
            }
            return known.head(sent);
        } catch (ReflectiveOperationException | RuntimeException e) {
            if (LOGGED.compareAndSet(false, true)) {
                LOG.log(
                        Level.WARNING,
                        "This version of the server does not expose the raw head of a request: a proxy in front must"
                                + " refuse bare LF, folded headers, and Content-Length with Transfer-Encoding",
                        e);
            }
            return null;
        }
    }
}

package io.chatelaine.blackbox;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * The one server that most black-box tests share: started by the first that asks for it, stopped and its folder removed
 * when the session ends. It logs all that it can, so that what it logs can be looked through at the end.
 */
public final class ServerSession implements LauncherSessionListener {
    private static @Nullable Server shared;

    /** The shared server. */
    static synchronized Server server() {
        Server server = shared;
        if (server == null) {
            Map<String, String> environment = Cell.current().loggedDatabase();
            environment.put("CHATELAINE_SCOPES", "storage:write,storage:read,environments:read");
            environment.put("CHATELAINE_TIERS", "free,partner");
            environment.put("CHATELAINE_AUTHORIZE_DIALECT", "original");
            environment.put("CHATELAINE_TRUSTED_PROXIES", Raw.PROXY);
            server = Cell.current().start(Server.freshFolder("shared"), environment);
            shared = server;
        }
        return server;
    }

    @Override
    public void launcherSessionClosed(LauncherSession session) {
        stop();
        Server.killAll();
    }

    private static synchronized void stop() {
        Server server = shared;
        shared = null;
        if (server != null) {
            server.close();
        }
    }
}

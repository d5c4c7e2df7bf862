package io.chatelaine.blackbox;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * The server that most black-box tests share: started on first use; stopped, and its folder removed, when the session
 * ends. In most cells it logs at the finest level, because the log is searched for keys at the end.
 */
public final class ServerSession implements LauncherSessionListener {
    private static @Nullable Server shared;

    /** Returns the shared server. */
    static synchronized Server server() {
        Server server = shared;
        if (server == null) {
            Map<String, String> environment = Cell.current().loggedDatabase();
            environment.put("CHATELAINE_SCOPES", "storage:write,storage:read,environments:read");
            environment.put("CHATELAINE_TIERS", "free,partner,scarce,daily,brief,gated-1");
            environment.put("CHATELAINE_TIER_SCARCE_RATE", "5/PT5M");
            environment.put("CHATELAINE_TIER_DAILY_QUOTA", "4/P31D");
            environment.put("CHATELAINE_TIER_BRIEF_RATE", "2/PT2S");
            environment.put("CHATELAINE_TIER_GATED_1_RATE", "1000000/PT1H");
            environment.put("CHATELAINE_TIER_GATED_1_QUOTA", "1000000/P1D");
            environment.put("CHATELAINE_TIERS_REVIEWED", "gated-1");
            environment.put("CHATELAINE_AUTHORIZE_DIALECT", "original");
            environment.put("CHATELAINE_TRUSTED_PROXIES", Raw.PROXY);
            // The log at the finest level is searched for keys at the end.
            environment.put("CHATELAINE_LOG_MEGABYTES", "9999");
            environment.put("CHATELAINE_CORS_ORIGINS", "https://app.example.com,http://localhost:3000");
            server = Cell.current().start(Server.freshFolder("shared"), environment);
            shared = server;
        }
        return server;
    }

    @Override
    public void launcherSessionClosed(LauncherSession session) {
        stop();
        SeedServer.closeShared();
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

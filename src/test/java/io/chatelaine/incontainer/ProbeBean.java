package io.chatelaine.incontainer;

import jakarta.annotation.Resource;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;

/** An EJB of an application that the authentication mechanism protects. */
@Stateless
public class ProbeBean {
    @Resource
    SessionContext session;

    public String caller() {
        return session.getCallerPrincipal().getName();
    }
}

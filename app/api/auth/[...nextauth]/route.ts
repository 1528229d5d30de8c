import { authenticate } from '@/lib/server/auth/handler';

export { authenticate as GET, authenticate as POST };
